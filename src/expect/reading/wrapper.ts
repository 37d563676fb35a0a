import {readScript, type Script} from '../script.ts'
import {afterDashes, positionals} from './arguments.ts'
import {kubectlOptions, kubectlVerb} from './kubectl.ts'

/** More words than any command has; each may be looked at once for every command that it is in. */
const longest = 400

const none: ReadonlySet<string> = new Set()

const wrappers: Readonly<Record<string, (args: readonly string[]) => readonly string[]>> = {
  command: (args) => args,
  time: (args) => dropOptions(args, none),
  nohup: (args) => args,
  sudo: (args) => dropOptions(args, new Set(['-u', '-g', '-h', '-p'])),
  env: (args) =>
    dropOptions(args, new Set(['-u', '-C', '-S'])).filter((word, index, all) => !isSetting(word, index, all)),
  nice: (args) => dropOptions(args, new Set(['-n'])),
  timeout: (args) => dropOptions(args, new Set(['-s', '--signal', '-k', '--kill-after'])).slice(1),
  xargs: (args) => dropOptions(args, new Set(['-I', '-n', '-P', '-L', '-d', '-s', '-E', '-a'])),
  watch: (args) => watched(dropOptions(args, new Set(['-n', '--interval', '-q', '--equexit'])))
}

/** What `watch` runs: its words, or what a shell makes of the one in quotes. */
function watched(words: readonly string[]): readonly string[] {
  const [command = ''] = words
  return words.length === 1 && /\s/.test(command) ? ['sh', '-c', command] : words
}

/** A command without what only wraps it: `time`, `timeout 5s`, `env A=b`, `sudo`, `xargs`. */
export function unwrap(words: readonly string[]): readonly string[] {
  let rest = words
  // A wrapper may wrap another, but hardly ever more than a few.
  for (let depth = 0; depth < 8; depth++) {
    const wrapper = wrappers[rest[0] ?? '']
    if (wrapper === undefined || !Object.hasOwn(wrappers, rest[0] ?? '')) return rest
    rest = wrapper(rest.slice(1))
  }
  return rest
}

/** What a command runs elsewhere: in a container (`kubectl exec POD -- …`, `docker exec`) or in a shell (`sh -c '…'`). */
export function innerScript(words: readonly string[]): Script | null {
  if (words.length > longest) return null
  const [program = '', ...args] = words
  if (/^(?:\/(?:usr\/)?bin\/)?(?:ba)?sh$/.test(program)) {
    const index = args.findIndex((word) => /^-[a-z]*c$/.test(word))
    return index < 0 ? null : readScript(args[index + 1] ?? '')
  }
  const inner = innerWords(program, args)
  if (inner === null || inner.length === 0) return null
  const call = {words: inner, sets: [], writes: [], substituted: false, captures: false}
  return (
    innerScript(inner) ?? {
      calls: [call],
      ending: {call, condition: false, piped: false, alternative: false, negated: false},
      defines: false,
      background: false,
      endless: false,
      loops: false,
      broken: false
    }
  )
}

function innerWords(program: string | undefined, args: readonly string[]): readonly string[] | null {
  if (program === 'kubectl' || program === 'oc') {
    if (kubectlVerb(args) !== 'exec') return null
    // `kubectl exec POD COMMAND -- ARGUMENTS` is its old form.
    return [...positionals(args, kubectlOptions).slice(2), ...(afterDashes(args) ?? [])]
  }
  if (program === 'docker' || program === 'podman') {
    if (args[0] !== 'exec') return null
    return dropOptions(args.slice(1), new Set(['-e', '-u', '-w', '--env', '--user', '--workdir'])).slice(1)
  }
  return null
}

function dropOptions(args: readonly string[], valued: ReadonlySet<string>): readonly string[] {
  let index = 0
  while (index < args.length && (args[index] ?? '').startsWith('-')) index += valued.has(args[index] ?? '') ? 2 : 1
  return args.slice(index)
}

function isSetting(word: string, index: number, all: readonly string[]): boolean {
  return /^\w+=/.test(word) && all.slice(0, index).every((before) => /^\w+=/.test(before))
}
