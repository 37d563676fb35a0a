import {type Redirection as BashRedirection, type Command, forEachChild, type SyntaxNode} from 'unbash'
import {remember} from '../remember.ts'
import {mayHoldCommand} from './holds.ts'
import {parseScript} from './parse.ts'
import {readWord, type Word} from './word.ts'

/** One simple command of a script: a program, builtin or function call, or only assignments. */
export interface SimpleCommand {
  readonly assignments: readonly Assignment[]
  /** The name first; empty where there are only assignments or redirections. */
  readonly words: readonly Word[]
  readonly redirections: readonly Redirection[]
  readonly context: CommandContext
  /** Where it stands in the text that was parsed: `[start, end)`, heredoc bodies not included. */
  readonly start: number
  readonly end: number
}

/** Where a simple command stands. */
interface CommandContext {
  /** Place in its pipeline, from 0, and the pipeline's length; 0 of 1 where there is none. */
  readonly stage: number
  readonly stages: number
  /** Whether the exit status of the whole can be this command's: the last one, or one that `&&` and `||` may leave last. */
  readonly last: boolean
  /** In `$(…)` or backquotes, or in `<(…)` or `>(…)`. */
  readonly substitution: boolean
  /** In the body of a function, which runs only when it is called. */
  readonly inFunction: boolean
  /** In a `( … )`, a pipeline of several, a background job or a substitution: what it sets does not last. */
  readonly subshell: boolean
  /** Followed by `&`. */
  readonly background: boolean
  /** In a loop or a branch, so it may run any number of times. */
  readonly conditional: boolean
}

/** `NAME=value` before or instead of a command. */
interface Assignment {
  readonly name: string
  readonly value: Word
}

/** A redirection, heredoc or here-string. */
interface Redirection {
  readonly operator: string
  /** The descriptor before the operator, or null. */
  readonly descriptor: number | null
  /** The file, the here-string or the heredoc's body; null where it is missing. */
  readonly target: Word | null
}

const outermost: CommandContext = {
  stage: 0,
  stages: 1,
  last: true,
  substitution: false,
  inFunction: false,
  subshell: false,
  background: false,
  conditional: false
}

/** Every simple command of a script in the order of its text, those in substitutions after the one that uses them. */
export const simpleCommands: (text: string) => readonly SimpleCommand[] = remember((text) => {
  const commands: SimpleCommand[] = []
  collect(parseScript(text), outermost, commands)
  return commands
}, 500)

function collect(node: SyntaxNode, context: CommandContext, commands: SimpleCommand[]): void {
  if (node.type === 'Command') commands.push(readCommand(node, context))
  if (!mayHoldCommand(node)) return
  const inner = contextWithin(node, context)
  let index = 0
  const count = 'commands' in node ? node.commands.length : 0
  forEachChild(node, (child) => {
    const isCommand = count > 0 && child.type !== 'Time' && child.type !== 'Negation'
    if (isCommand) collect(child, contextOf(node, inner, index++, count), commands)
    else collect(child, 'clause' in node && child === node.clause ? {...inner, last: false} : inner, commands)
  })
}

/** What a node means for everything in it. */
function contextWithin(node: SyntaxNode, context: CommandContext): CommandContext {
  switch (node.type) {
    case 'Statement':
      return node.background === true ? {...context, background: true, subshell: true, last: false} : context
    case 'Subshell':
      return {...context, subshell: true}
    case 'CommandExpansion':
    case 'ArithmeticCommandExpansion':
    case 'ProcessSubstitution':
      return {...context, stage: 0, stages: 1, last: false, substitution: true, subshell: true}
    case 'Function':
      return {...context, inFunction: true, last: false}
    case 'Coproc':
      return {...context, background: true, subshell: true, last: false}
    case 'If':
    case 'For':
    case 'ArithmeticFor':
    case 'Select':
    case 'While':
    case 'Case':
      return {...context, conditional: true}
    default:
      return context
  }
}

/** What it means to be the child at `index` of a list, a chain or a pipeline. */
function contextOf(parent: SyntaxNode, context: CommandContext, index: number, count: number): CommandContext {
  const isLast = index === count - 1
  switch (parent.type) {
    case 'Pipeline':
      if (count === 1) return context
      return {...context, stage: index, stages: count, subshell: true, last: context.last && isLast}
    case 'AndOr':
      return index === 0 ? context : {...context, conditional: true}
    default:
      return isLast ? context : {...context, last: false}
  }
}

function readCommand(command: Command, context: CommandContext): SimpleCommand {
  const {name, args, redirects, prefix} = command
  const assignments = prefix.filter((part) => part.type === 'Assignment')
  return {
    assignments: assignments.map((part) => ({name: part.name, value: assignedWord(part)})),
    words: name === undefined ? [] : [readWord(name), ...args.map(argumentWord)],
    redirections: redirects.map(readRedirection),
    context,
    start: command.pos,
    end: command.end
  }
}

type Argument = Command['args'][number]

function argumentWord(argument: Argument): Word {
  if (argument.type === 'Word') return readWord(argument)
  const {text, literal} = assignedWord(argument)
  return {text: `${argument.name}=${text}`, literal, start: argument.pos, end: argument.end}
}

function assignedWord({value, text, pos, end}: Extract<Argument, {type: 'Assignment'}>): Word {
  if (value.type === 'Word') return readWord(value)
  return {text: text.slice(text.indexOf('=') + 1), literal: false, start: pos, end}
}

function readRedirection(redirection: BashRedirection): Redirection {
  const descriptor = redirection.descriptor?.type === 'FileDescriptor' ? redirection.descriptor.value : null
  if (redirection.type !== 'HereDoc') {
    const target = redirection.target === undefined ? null : readWord(redirection.target)
    return {operator: redirection.operator, descriptor, target}
  }
  const {body, operator} = redirection
  return {
    operator,
    descriptor,
    target: {text: body.text, literal: (body.parts ?? []).length === 0, start: body.pos, end: body.end}
  }
}
