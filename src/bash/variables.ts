import {
  type ArithmeticExpression,
  type Command,
  forEachChild,
  type ParameterExpansionPart,
  type SyntaxNode,
  type Word
} from 'unbash'
import {parseScript} from './parse.ts'
import {isShellVariable} from './shell-variables.ts'
import {wordValue} from './word.ts'

/** How a script uses the shell's variables. */
export interface Variables {
  /** Each use that needs a value from before the script, in order; those of the shell itself are left out. */
  readonly used: readonly VariableUse[]
  /** Names that may have a value afterwards because of it. */
  readonly set: readonly string[]
  /** Whether it may set names that its text does not show, as `source` and `eval` do. */
  readonly opaque: boolean
}

/** One expansion of a variable. */
interface VariableUse {
  readonly name: string
  /** Offset of the expansion in the script. */
  readonly offset: number
}

/**
 * Read which shell variables a script needs, and which it leaves set.
 *
 * A use with a default (`${x:-y}`), a test for emptiness (`[ -z "$x" ]`) with what comes after it, and an arithmetic name (0
 * when unset) need nothing.
 * Whatever some branch sets counts as set; what a function needs is not known before it is called.
 */
export function variablesOf(text: string): Variables {
  const used: VariableUse[] = []
  const set = new Set<string>()
  let opaque = false
  const use = (name: string, offset: number): void => void used.push({name, offset})
  const obscure = (): void => {
    opaque = true
  }
  read(parseScript(text), {set, tested: new Set(), use, obscure})
  return {used, set: [...set], opaque}
}

interface Reading {
  readonly set: Set<string>
  /** Names that the script asks for before it uses them, so that it copes without a value. */
  readonly tested: Set<string>
  readonly use: (name: string, offset: number) => void
  readonly obscure: () => void
}

function read(node: SyntaxNode, reading: Reading): void {
  switch (node.type) {
    case 'Command':
      readCommand(node, reading)
      break
    case 'SimpleExpansion':
      use(node.text.slice(1), node.pos, reading)
      break
    case 'ParameterExpansion':
      readParameter(node, reading)
      break
    case 'For':
    case 'Select':
      reading.set.add(node.name.value)
      readChildren(node, reading)
      break
    case 'ArithmeticBinary':
    case 'ArithmeticUnary':
      readArithmetic(node, reading)
      break
    case 'FileDescriptorVariable':
      reading.set.add(node.name)
      break
    case 'Coproc':
      reading.set.add(node.name?.value ?? 'COPROC')
      readChildren(node, subshell(reading))
      break
    case 'TestUnary':
      readChildren(node, /^-[nzv]$/.test(node.operator) ? test(reading) : reading)
      break
    case 'Pipeline':
      for (const command of node.commands) read(command, node.commands.length > 1 ? subshell(reading) : reading)
      break
    case 'Function':
      readChildren(node, {...reading, use: () => {}})
      break
    case 'Subshell':
    case 'CommandExpansion':
    case 'ArithmeticCommandExpansion':
    case 'ProcessSubstitution':
      readChildren(node, subshell(reading))
      break
    default:
      readChildren(node, reading)
  }
}

function readChildren(node: SyntaxNode, reading: Reading): void {
  if (node.type === 'HereDocBody' && !/[$`]/.test(node.text)) return
  if (node.type === 'Word' && /^[\w./:,@%+-]+$/.test(node.text)) return
  forEachChild(node, (child) => read(child, reading))
}

/** What a subshell sets is forgotten when it ends. */
function subshell(reading: Reading): Reading {
  return {...reading, set: new Set(reading.set)}
}

/** What a test for emptiness asks for needs no value, there and from there on. */
function test(reading: Reading): Reading {
  return {...reading, use: (name) => void reading.tested.add(name)}
}

function use(name: string, offset: number, reading: Reading): void {
  if (!reading.set.has(name) && !reading.tested.has(name) && !isShellVariable(name)) reading.use(name, offset)
}

function readParameter(part: ParameterExpansionPart, reading: Reading): void {
  const {parameter, operation} = part
  const operator = operation?.type === 'Default' ? operation.operator : ''
  if (operator === '' || operator.endsWith('?')) use(parameter, part.pos, reading)
  readChildren(part, reading)
  if (operator.endsWith('=')) reading.set.add(parameter)
}

function readArithmetic(node: ArithmeticExpression, reading: Reading): void {
  readChildren(node, reading)
  const target = node.type === 'ArithmeticBinary' ? node.left : node.type === 'ArithmeticUnary' ? node.operand : node
  if (target.type !== 'ArithmeticWord' || !('operator' in node)) return
  if (/^(?:(?:[^=!<>]|<<|>>)?=|\+\+|--)$/.test(node.operator)) reading.set.add(target.value)
}

/** Builtins that set the variables named by their arguments; their options that take a value. */
const setters: Readonly<Record<string, string>> = {
  read: 'dinNptu',
  mapfile: 'dnOsuCc',
  readarray: 'dnOsuCc',
  getopts: '',
  let: '',
  printf: ''
}

function readCommand(command: Command, reading: Reading): void {
  const name = command.name === undefined ? '' : wordValue(command.name)
  const isTest =
    (name === '[' || name === 'test') &&
    command.args.some((word) => word.type === 'Word' && /^-[nz]$/.test(wordValue(word)))
  for (const part of command.prefix) {
    read(part, reading)
    // Before a command, an assignment is for that command alone.
    if (part.type === 'Assignment' && command.name === undefined) reading.set.add(part.name)
  }
  for (const part of command.suffix) read(part, isTest ? test(reading) : reading)
  for (const part of command.args) if (part.type === 'Assignment') reading.set.add(part.name)
  if (name === 'source' || name === '.' || name === 'eval') reading.obscure()
  const words = command.args.filter((word) => word.type === 'Word')
  if (name === 'unset') for (const word of words) reading.set.delete(word.value)
  for (const word of namedBy(name, words)) {
    const assigned = /^[A-Za-z_]\w*/.exec(word)?.[0]
    if (assigned !== undefined) reading.set.add(assigned)
    else if (word.startsWith('$')) reading.obscure()
  }
}

/** The words of a builtin's arguments that name variables which it sets. */
function namedBy(name: string, words: readonly Word[]): readonly string[] {
  const valued = setters[name]
  if (valued === undefined) return []
  const values = words.map(wordValue)
  if (name === 'printf') return values[0] === '-v' ? values.slice(1, 2) : []
  if (name === 'getopts') return values.slice(1, 2)
  const names: string[] = []
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? ''
    if (!/^-[A-Za-z]/.test(value)) names.push(value)
    else if (valued.includes(value.at(-1) ?? '')) index++
  }
  return name === 'read' && names.length === 0 ? ['REPLY'] : names
}
