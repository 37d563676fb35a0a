import {delimiter} from 'node:path'
import type {Workspace} from './workspace.ts'

/**
 * What of the caller's environment reaches a guide: where programs are, and how they speak and tell the time; where the
 * engine is, which guides that call it share with the harness; which certificates the machine trusts. None of it is secret.
 */
const names: readonly string[] = [
  'PATH',
  'LANG',
  'TZ',
  'USER',
  'LOGNAME',
  'DOCKER_HOST',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR'
]

/** How the network is reached; programs read either case. */
const proxies: readonly string[] = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase()
])

/**
 * Make the environment of a guide: an allow-list, so that a CI's secrets never reach it, and folders of its own.
 *
 * @param outer the environment of this process
 * @param configured names that the configuration adds
 */
export function sessionEnvironment(
  workspace: Workspace,
  outer: Readonly<Record<string, string | undefined>>,
  configured: readonly string[] = []
): Record<string, string> {
  const allowed = Object.entries(outer).filter((entry): entry is [string, string] => {
    const [name, value] = entry
    if (value === undefined) return false
    if (configured.includes(name) || names.includes(name) || name.startsWith('LC_')) return true
    // A proxy's address may hold a password; then it takes the configuration to let it through.
    return proxies.includes(name) && !value.includes('@')
  })
  const environment = Object.fromEntries(allowed)
  return {
    ...environment,
    PATH: [...workspace.path, environment['PATH'] ?? '/usr/local/bin:/usr/bin:/bin'].join(delimiter),
    HOME: workspace.home,
    TMPDIR: workspace.tmp,
    KUBECONFIG: workspace.kubeconfig,
    // Output goes to a pipe: no colours, no cursor.
    TERM: 'dumb'
  }
}
