import type {Finding, ParsedCommand} from './finding.ts'
import {type Invocation, invocationOf} from './invocation.ts'
import {type Below, containers, opensShell} from './opened-shell.ts'

const screens: ReadonlySet<string> = new Set(
  'vi vim nvim nano emacs pico less more most man top htop btop k9s screen tmux dialog whiptail passwd visudo'.split(
    ' '
  )
)
const shells: ReadonlySet<string> = new Set('bash sh zsh fish python python3 node irb'.split(' '))

/**
 * Find commands that need a terminal: `kubectl exec -it`, editors, pagers; and those that open a shell somewhere else.
 *
 * @param mayFail where a shell cannot be opened, nothing is meant for it
 */
export function findTerminals({text, commands}: ParsedCommand, mayFail: boolean, below: Below): readonly Finding[] {
  return commands.flatMap((command): readonly Finding[] => {
    const invocation = invocationOf(command)
    const fromKeyboard = command.context.stage === 0 && command.redirections.length === 0
    if (fromKeyboard && !mayFail && opensShell(invocation, below)) {
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
function terminalWord(
  {program, arguments: words, nameEnd: end}: Invocation,
  fromKeyboard: boolean
): TerminalWord | null {
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
