import {type Command, forEachChild, type Redirection, type SyntaxNode, type Word} from 'unbash'
import {mayHoldCommand} from '../bash/holds.ts'
import {parseScript} from '../bash/parse.ts'
import {wordValue} from '../bash/word.ts'
import {remember} from '../remember.ts'

/** A step's command, taken apart into the simple commands that bash would run. */
export interface Script {
  /** In source order, those of loops, pipelines and substitutions among them; bodies of functions are not. */
  readonly calls: readonly Call[]
  /** What the exit status comes from. */
  readonly ending: Ending
  /** True where a function is defined. */
  readonly defines: boolean
  /** True where the author puts the whole of its end into the background with `&`. */
  readonly background: boolean
  /** True where a loop never ends by itself: `while true`, `while :`, `until false`. */
  readonly endless: boolean
  /** True where something is repeated by the command itself. */
  readonly loops: boolean
  /** True where bash would reject it. */
  readonly broken: boolean
}

/** One simple command. */
export interface Call {
  /** Program and arguments without quotes; empty where there are only assignments. */
  readonly words: readonly string[]
  /** Variables set for good: `X=1`, `export X=1`; not those of `X=1 command`. */
  readonly sets: readonly string[]
  /** Files that redirections write. */
  readonly writes: readonly string[]
  /** True inside `$(…)`, backquotes and `<(…)`. */
  readonly substituted: boolean
  /** True where a `$(…)` stands in what is set. */
  readonly captures: boolean
}

interface Ending {
  /** The last simple command, or null where the end is a loop, a condition or a group. */
  readonly call: Call | null
  /** True for `[[ … ]]` and `(( … ))`, whose exit status is an answer. */
  readonly condition: boolean
  /** True where other commands of the same pipeline come before it. */
  readonly piped: boolean
  /** True after `||`: its failure is provided for. */
  readonly alternative: boolean
  readonly negated: boolean
}

const declarers = new Set(['export', 'declare', 'typeset', 'readonly', 'local'])

/** Take a command apart. Never throws: what cannot be read is `broken`. */
export const readScript: (command: string) => Script = remember((command) => {
  const tree = parseScript(command)
  const found: Found = {calls: new Map(), defines: false, endless: false, loops: false, broken: false}
  visit(tree, false, 0, found)
  const last = tree.commands.at(-1)
  return {
    calls: [...found.calls.values()],
    ending: endingOf(last?.command, found.calls),
    defines: found.defines,
    background: last?.background === true,
    endless: found.endless,
    loops: found.loops,
    broken: found.broken
  }
}, 500)

interface Found {
  readonly calls: Map<SyntaxNode, Call>
  defines: boolean
  endless: boolean
  loops: boolean
  broken: boolean
}

/** Deeper than any command that a person wrote. */
const deepest = 200

function visit(node: SyntaxNode, substituted: boolean, depth: number, found: Found): void {
  if (depth > deepest) {
    found.broken = true
    return
  }
  if (node.type === 'Script' && 'errors' in node && node.errors !== undefined && node.errors.length > 0) {
    found.broken = true
  }
  if (node.type === 'Function') {
    found.defines = true
    return
  }
  if (node.type === 'For' || node.type === 'ArithmeticFor' || node.type === 'While') found.loops = true
  if (node.type === 'ArithmeticFor' && node.test === undefined) found.endless = true
  if (node.type === 'While' && neverFalse(node.kind, node.clause)) found.endless = true
  if (node.type === 'Command') found.calls.set(node, callOf(node, substituted))
  // Only redirections of a loop or group stand outside a simple command; they count as a call of their own.
  if (node.type === 'Redirected') found.calls.set(node, {...nothing, writes: writesOf(node.redirects), substituted})
  if (!mayHoldCommand(node)) return
  const inside = substituted || node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution'
  forEachChild(node, (child) => visit(child, inside, depth + 1, found))
}

const nothing: Call = {words: [], sets: [], writes: [], substituted: false, captures: false}

function callOf(node: Command, substituted: boolean): Call {
  const words = node.name === undefined ? [] : [wordValue(node.name)]
  const assignments = node.prefix.filter((part) => part.type === 'Assignment')
  const declared = node.args.filter((part) => part.type === 'Assignment')
  for (const part of node.args) words.push(part.type === 'Assignment' ? part.text : wordValue(part))
  const lasting = node.name === undefined ? assignments : declarers.has(wordValue(node.name)) ? declared : []
  return {
    words,
    sets: lasting.map(({name}) => name),
    writes: writesOf(node.redirects),
    substituted,
    captures: lasting.some(({value}) => value.type === 'Word' && hasSubstitution(value))
  }
}

function hasSubstitution(word: Word): boolean {
  const has = (part: {
    readonly type: string
    readonly parts?: readonly {readonly type: string}[] | undefined
  }): boolean => part.type === 'CommandExpansion' || (part.parts ?? []).some(has)
  return (word.parts ?? []).some(has)
}

const writing = new Set(['>', '>>', '>|', '&>', '&>>', '<>'])

function writesOf(redirects: readonly Redirection[]): string[] {
  return redirects.flatMap((redirect) => {
    if (redirect.type !== 'Redirect' || redirect.target === undefined) return []
    const target = redirect.target.value
    // `>&2` copies a descriptor; `>&file` writes a file.
    const copies = redirect.operator === '>&' && /^(?:\d+|-)$/.test(target)
    if (copies || !(writing.has(redirect.operator) || redirect.operator === '>&')) return []
    return [target]
  })
}

function neverFalse(kind: 'while' | 'until', clause: SyntaxNode): boolean {
  if (clause.type !== 'CompoundList') return false
  const command = clause.commands.at(-1)?.command
  if (command?.type === 'ArithmeticCommand') return kind === 'while' && command.body.trim() === '1'
  if (command?.type !== 'Command') return false
  const name = command.name?.value
  return kind === 'while' ? /^(?:true|:|sleep)$/.test(name ?? '') : name === 'false'
}

function endingOf(last: SyntaxNode | undefined, calls: ReadonlyMap<SyntaxNode, Call>): Ending {
  let node = last
  let alternative = false
  if (node?.type === 'AndOr') {
    alternative = node.operators.includes('||')
    node = node.commands.at(-1)
  }
  let negated = false
  let piped = false
  if (node?.type === 'Pipeline') {
    negated = node.prefixes.some(({type}) => type === 'Negation')
    piped = node.commands.length > 1
    node = node.commands.at(-1)
  }
  const call = node?.type === 'Command' ? (calls.get(node) ?? null) : null
  const condition = node?.type === 'TestCommand' || node?.type === 'ArithmeticCommand'
  return {call, condition, piped, alternative, negated}
}
