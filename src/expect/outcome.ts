import type {DiffLine} from './expectation.ts'

/** How one comparison of one attempt ended. */
export interface Outcome {
  readonly passed: boolean
  readonly expected: string | null
  readonly actual: string | null
  /** Null where it passed without anything worth saying. */
  readonly message: string | null
  readonly diff: readonly DiffLine[]
  /** The line of the page that differs, or null where none is known. */
  readonly line: number | null
}

/** What a failed comparison shows besides its message. */
export interface Exhibit {
  readonly expected?: string
  readonly actual?: string
  readonly diff?: readonly DiffLine[]
  readonly line?: number
}

/** The comparison holds. */
export function passed(exhibit: Exhibit = {}, message: string | null = null): Outcome {
  return outcome(true, message, exhibit)
}

/** The comparison does not hold; `message` says why, and what to do. */
export function failed(message: string, exhibit: Exhibit = {}): Outcome {
  return outcome(false, message, exhibit)
}

function outcome(held: boolean, message: string | null, {expected, actual, diff, line}: Exhibit): Outcome {
  return {
    passed: held,
    expected: expected === undefined ? null : excerpt(expected),
    actual: actual === undefined ? null : excerpt(actual),
    message,
    diff: diff ?? [],
    line: line ?? null
  }
}

/** The beginning of a text, at most 60 lines and 4,000 characters, saying how much is left out. */
export function excerpt(text: string): string {
  const lines = text.split('\n', 61)
  const short = lines.slice(0, 60).join('\n').slice(0, 4000)
  return short.length === text.length ? text : `${short}\n… (${text.length - short.length} more characters)`
}

/** A value in backticks, shortened to 120 characters. */
export function quote(value: string): string {
  const short = value.length > 120 ? `${value.slice(0, 119)}…` : value
  return short.includes('`') ? `\`\` ${short} \`\`` : `\`${short}\``
}
