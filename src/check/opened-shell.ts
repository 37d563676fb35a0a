import {positionals} from '../expect/reading/arguments.ts'
import {sessionElsewhere} from '../guide/shell-lines.ts'
import type {Invocation} from './invocation.ts'

/** What a page has below a command. */
export interface Below {
  readonly output: string | null
  /** The command after it in its section. */
  readonly next: string | null
}

/** Programs that run others in containers, with the verbs that do. */
export const containers: Readonly<Record<string, RegExp>> = {
  kubectl: /^(?:exec|run|attach|debug)$/,
  oc: /^(?:exec|run|attach|debug|rsh)$/,
  docker: /^(?:exec|run|attach)$/,
  podman: /^(?:exec|run|attach)$/,
  nerdctl: /^(?:exec|run|attach)$/
}

const interactive = /^(?:-[it]+|--(?:interactive|stdin|tty)(?:=true)?)$/
const posixShell = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|k|z|fi)?sh$/
/** Clients that are shells of their own, unless one of these words gives them what to do. */
const clients: ReadonlyMap<string, RegExp> = new Map([
  ['mysql', /^(?:-e|--execute)/],
  ['mariadb', /^(?:-e|--execute)/],
  ['psql', /^(?:-c|--command|-f|--file|-l|--list)/],
  ['cqlsh', /^(?:-e|--execute|-f|--file)/],
  ['mongo', /^--eval/],
  ['mongosh', /^(?:--eval|-f|--file)/],
  // Its operands are a command.
  ['redis-cli', /^[^-]/]
])
/** Options of clients whose value is no such word. */
const valuedByClients: ReadonlySet<string> = new Set(['-h', '-p', '-a', '-n', '-u'])
/** Options of those programs that take a value, apart from those that are written with `=`. */
const valued: ReadonlySet<string> = new Set(
  `-n --namespace --context -c --container --image --image-pull-policy --restart -l --labels --env --port
  --target --profile --copy-to -e -v -p -w -u --name --network --net --mount --volume --entrypoint --platform`.split(
    /\s+/
  )
)

/**
 * Whether a command opens a shell in a container or on another machine, and gives it nothing to run.
 *
 * What a container starts by itself need not be a shell, and a client may be left again at once: these count where something
 * follows that is meant for them.
 */
export function opensShell({program, arguments: words}: Invocation, below: Below): boolean {
  if (program === 'ssh') return isRemoteShell(words)
  const texts = words.map(({text}) => text)
  if (/^(?:minikube|vagrant|colima)$/.test(program)) return texts[0] === 'ssh' && texts.length === 1
  const verb = texts.findIndex((text) => containers[program]?.test(text))
  if (verb < 0) return false
  const dashes = texts.indexOf('--', verb)
  const operands = texts.slice(verb + 1).filter((text) => !text.startsWith('-'))
  if (texts[verb] === 'rsh' && operands.length === 1) return true
  const isInteractive = texts.some((text) => interactive.test(text))
  // Without `--`, the words of a command are not told from those before it; a shell by itself comes last.
  const isLast = operands.length > 1 && isInteractive
  const [shell = '', ...options] = dashes >= 0 ? texts.slice(dashes + 1) : isLast ? texts.slice(-1) : []
  if (posixShell.test(shell) && options.every((option) => /^(?:-[il]+|--login)$/.test(option))) return true
  if (!isInteractive || !isMeantForShell(below)) return false
  return dashes >= 0 ? isClient(shell, options) : startsItsOwn(texts.slice(verb))
}

/** Calls that are made from outside of what runs in a cluster. */
const outside = /^(?:\w+=\S* )*(?:kubectl|oc|docker|podman|nerdctl|helm|istioctl|kind|minikube|linkerd|cilium|flux)\b/

function isMeantForShell({output, next}: Below): boolean {
  return (output !== null && sessionElsewhere.test(output)) || (next !== null && !outside.test(next))
}

/** Whether a container gets no command, so that it starts its image's own, or only a client. */
function startsItsOwn([verb = '', ...words]: readonly string[]): boolean {
  const client = words.findIndex((word) => clients.has(word))
  if (client > 0) return isClient(words[client] ?? '', words.slice(client + 1))
  if (verb !== 'run') return /^(?:attach|debug)$/.test(verb)
  // What overrides a pod's specification mostly gives its command.
  return positionals(words, valued).length === 1 && !words.some((word) => word.startsWith('--overrides'))
}

/** Whether a program is a client, and its words give it nothing to do. */
function isClient(program: string, words: readonly string[]): boolean {
  const task = clients.get(program)
  return task !== undefined && !words.some((word, at) => task.test(word) && !valuedByClients.has(words[at - 1] ?? ''))
}

/** Whether `ssh` is given a host and nothing to run there. */
function isRemoteShell(words: Invocation['arguments']): boolean {
  if (words.some(({text}) => /^-\w*[NTV]/.test(text))) return false
  const valued = /^-[BbcDEeFIiJLlmOopQRSWw]$/
  return words.filter(({text}, index) => !text.startsWith('-') && !valued.test(words[index - 1]?.text ?? '')).length < 2
}
