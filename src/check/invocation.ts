import type {SimpleCommand} from '../bash/simple-commands.ts'
import type {Word} from '../bash/word.ts'

/** A program and its arguments, without what only starts it. */
export interface Invocation {
  /** Name without its folder; empty where it is computed or absent. */
  readonly program: string
  readonly arguments: readonly Word[]
  /** Offset of the program's name, its folder included. */
  readonly start: number
  /** Where that ends. */
  readonly nameEnd: number
}

/** Programs that start another, with how many operands of their own come first. */
const starters: Readonly<Record<string, number>> = {
  time: 0,
  env: 0,
  nohup: 0,
  command: 0,
  exec: 0,
  builtin: 0,
  nice: 0,
  stdbuf: 0,
  xargs: 0,
  timeout: 1
}

/** Read what a simple command starts: `env A=1 timeout 5 top -b` is `top -b`. */
export function invocationOf({words, start}: SimpleCommand): Invocation {
  let rest = words
  for (;;) {
    const [name, ...operands] = rest
    if (name === undefined) return {program: '', arguments: [], start, nameEnd: start}
    const program = name.literal ? (name.text.split('/').at(-1) ?? '') : ''
    const own = starters[program]
    if (own === undefined) return {program, arguments: operands, start: name.start, nameEnd: name.end}
    // `command -v x` asks about a program, and starts nothing.
    if (program === 'command' && /^-[vV]/.test(operands[0]?.text ?? ''))
      return {program, arguments: operands, start: name.start, nameEnd: name.end}
    const first = operands.findIndex(({text}) => !/^-|^\w+=/.test(text))
    rest = first === -1 ? [] : operands.slice(first + own)
  }
}
