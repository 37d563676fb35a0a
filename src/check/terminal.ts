import type {Finding, ParsedCommand} from './finding.ts'
import {type Invocation, invocationOf} from './invocation.ts'

const screens: ReadonlySet<string> = new Set(
  'vi vim nvim nano emacs pico less more most man top htop btop watch k9s screen tmux dialog whiptail passwd visudo'.split(
    ' '
  )
)
const shells: ReadonlySet<string> = new Set('bash sh zsh fish python python3 node irb'.split(' '))
const containers: Readonly<Record<string, RegExp>> = {
  kubectl: /^(?:exec|run|attach|debug)$/,
  oc: /^(?:exec|run|attach|debug|rsh)$/,
  docker: /^(?:exec|run|attach)$/,
  podman: /^(?:exec|run|attach)$/,
  nerdctl: /^(?:exec|run|attach)$/
}

/**
 * Find commands that need a terminal: `kubectl exec -it`, editors, pagers; and those that open a shell somewhere else.
 *
 * @param mayFail where a shell cannot be opened, nothing is meant for it
 */
export function findTerminals({text, commands}: ParsedCommand, mayFail: boolean): readonly Finding[] {
  return commands.flatMap((command): readonly Finding[] => {
    const invocation = invocationOf(command)
    const fromKeyboard = command.context.stage === 0 && command.redirections.length === 0
    if (fromKeyboard && !mayFail && opensShell(invocation)) {
      const end = invocation.arguments.at(-1)?.end ?? invocation.start
      return [{ruleId: 'opened-shell', offset: invocation.start, detail: {found: text.slice(invocation.start, end)}}]
    }
    const last = terminalWord(invocation, fromKeyboard)
    if (last === null) return []
    const found = text.slice(invocation.start, last.end)
    return [
      {
        ruleId: 'needs-terminal',
        offset: invocation.start,
        detail: {found, ...(last.remedy === null ? {} : {remedy: last.remedy})}
      }
    ]
  })
}

interface TerminalWord {
  /** Offset past the word that says so. */
  readonly end: number
  readonly remedy: string | null
}

/** @param fromKeyboard whether nothing but a keyboard could be its input */
function terminalWord({program, arguments: words, start}: Invocation, fromKeyboard: boolean): TerminalWord | null {
  const end = start + program.length
  const operands = words.filter(({text}) => !text.startsWith('-'))
  const starts = containers[program]
  if (starts !== undefined) {
    const own = words.slice(0, (words.findIndex(({text}) => text === '--') + 1 || words.length + 1) - 1)
    const verb = operands.find(({text}) => starts.test(text))
    // After the verb, what a container runs may have a `-t` of its own.
    const option = own.find(
      (word) => verb !== undefined && word.start > verb.start && /^(?:-it|-ti|-t|--tty(?:=true)?)$/.test(word.text)
    )
    if (option !== undefined) return {end: option.end, remedy: 'leave out `-t`, which scripts do without'}
    if (program !== 'kubectl') return null
    const edit = operands[0]?.text === 'edit' ? operands[0] : own.find(({text}) => text === '--edit')
    return edit === undefined ? null : {end: edit.end, remedy: edit === operands[0] ? 'use `kubectl patch`' : null}
  }
  if (program === 'top' && words.some(({text}) => /^-\w*b/.test(text))) return null
  if (screens.has(program)) return {end, remedy: null}
  return shells.has(program) && words.length === 0 && fromKeyboard ? {end, remedy: null} : null
}

const posixShell = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|k|z|fi)?sh$/

/** Whether a command opens a shell in a container or on another machine, and gives it nothing to run. */
function opensShell({program, arguments: words}: Invocation): boolean {
  if (program === 'ssh') return isRemoteShell(words)
  const texts = words.map(({text}) => text)
  if (/^(?:minikube|vagrant|colima)$/.test(program)) return texts[0] === 'ssh' && texts.length === 1
  const verb = texts.findIndex((text) => containers[program]?.test(text))
  if (verb < 0) return false
  const dashes = texts.indexOf('--', verb)
  const operands = texts.slice(verb + 1).filter((text) => !text.startsWith('-'))
  if (texts[verb] === 'rsh' && operands.length === 1) return true
  // Without `--`, the words of a command are not told from those before it; a shell by itself comes last.
  const isLast = operands.length > 1 && texts.some((text) => /^(?:-[it]+|--(?:interactive|stdin|tty))$/.test(text))
  const [shell = '', ...options] = dashes >= 0 ? texts.slice(dashes + 1) : isLast ? texts.slice(-1) : []
  return posixShell.test(shell) && options.every((option) => /^(?:-[il]+|--login)$/.test(option))
}

/** Whether `ssh` is given a host and nothing to run there. */
function isRemoteShell(words: Invocation['arguments']): boolean {
  if (words.some(({text}) => /^-\w*[NTV]/.test(text))) return false
  const valued = /^-[BbcDEeFIiJLlmOopQRSWw]$/
  return words.filter(({text}, index) => !text.startsWith('-') && !valued.test(words[index - 1]?.text ?? '')).length < 2
}
