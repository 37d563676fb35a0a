/** What must hold after a step. `text` says it in words: "waits until `helloworld-v1` is `Running` (line 188)". */
export type Expectation =
  | ExitExpectation
  | OutputExpectation
  | AbsenceExpectation
  | StatusExpectation
  | SamplesExpectation
  | ShareExpectation
  | FirstExpectation

interface Base {
  /** The line of the page that says so. */
  readonly line: number
  readonly text: string
  /** How long it must hold without a break, in milliseconds; 0 for once. */
  readonly holdMs: number
}

/**
 * The exit status: 0, an error that the page shows (`nonzero`), what a filter answers with (`answer`: 0 or 1), or whatever
 * it is where the page or its author leaves that open (`any`).
 */
export interface ExitExpectation extends Base {
  readonly type: 'exit'
  readonly expected: number | 'nonzero' | 'answer' | 'any'
}

/** How expected output is compared. */
export type OutputType =
  | 'same'
  | 'contains'
  | 'not-contains'
  | 'lines'
  | 'like'
  | 'elided'
  | 'table'
  | 'json'
  | 'yaml'
  | 'http'
  | 'listing'

/** Output compared with what the page shows. */
export interface OutputExpectation extends Base {
  readonly type: OutputType
  readonly expected: string
  /** How many lines of `expected` the page does not have: the `...` before an excerpt. */
  readonly lead?: number
  /** `either`: the page shows what a terminal would, both streams mixed. */
  readonly stream: 'stdout' | 'stderr' | 'either'
  /** Relaxed where configuration says that versions of the software under test may differ. */
  readonly anyVersion: boolean
  /** Addresses in it that the page's own commands gave, which do not vary. */
  readonly given?: readonly string[]
  /** Of `contains` and `not-contains`: true for words of prose, so that `v1` is not in `v10`; else any part of the text will do. */
  readonly words?: boolean
  /** Of `contains`: true where each of a loop's answers must have it, as far as they can be told apart. */
  readonly each?: boolean
  /** Of `elided`: true where a loop prints one line again and again, so that no other may be among those left out. */
  readonly repeats?: boolean
  /** Of `table`: true where a row comes again whenever it changes, so that only the last one of each name counts. */
  readonly latest?: boolean
  /** Of `elided`: true where the page says it of all sections, so that none may begin like it and go on otherwise. */
  readonly everywhere?: boolean
  /** True where no output at all will do as well. */
  readonly orNothing?: boolean
}

/** Nothing, or a message that says so: empty output, "No resources found". */
export interface AbsenceExpectation extends Base {
  readonly type: 'absence'
  /** The message the page shows, or the empty string. */
  readonly expected: string
  /** True of a log, in which programs speak of themselves beside what there may be none of. */
  readonly log?: boolean
}

/** A cue such as "Wait until the status of `X` is `Running`", judged on a table or on plain output. */
export interface StatusExpectation extends Base {
  readonly type: 'status'
  /** Names in the output, up to their generated suffix; empty means every row. */
  readonly names: readonly string[]
  /** Column of the table (`STATUS`), or null where any cell will do. */
  readonly column: string | null
  /**
   * What must be there, as the page writes it; `null` means any value (an address that has been assigned: neither
   * empty nor `<none>`, `<pending>` or `<unset>`). `ready` means ready however the listing says so: `2/2` in `READY`
   * (equal and not 0), `True`, `Ready`, or `AVAILABLE` equal to `DESIRED`. `restarted` means more than 0.
   */
  readonly value: string | null
}

/** Sample lines that must all be seen over repeated requests. */
export interface SamplesExpectation extends Base {
  readonly type: 'samples'
  readonly samples: readonly string[]
  /** Every line seen must match a sample, unless the page elides (`...`). */
  readonly elided: boolean
  /** True where samples are words that lines mention (prose: "between `v1` and `v2`"), false for whole lines. */
  readonly words: boolean
}

/** Shares of requests that go one way or another, tested with a binomial test. Samples are words that responses mention. */
export interface ShareExpectation extends Base {
  readonly type: 'share'
  readonly shares: readonly {readonly sample: string; readonly percent: number}[]
  /** Requests to make. */
  readonly requests: number
}

/** What the first answer is where the page says so, whatever comes after it. */
export interface FirstExpectation extends Base {
  readonly type: 'first'
  /** What the answer has; null where it only fails. */
  readonly answer: string | null
}

/** What only all attempts together can tell. */
export type OverallExpectation = SamplesExpectation | ShareExpectation | FirstExpectation

/** Whether an expectation is judged on all attempts, not on the last one. */
export function isOverall(expectation: Expectation): expectation is OverallExpectation {
  return expectation.type === 'samples' || expectation.type === 'share' || expectation.type === 'first'
}

/** What became of an expectation. */
export interface Verdict {
  readonly type: Expectation['type']
  /** The line of the page that says so; where shown output differs, the line that does. */
  readonly line: number
  readonly text: string
  readonly status: 'passed' | 'failed'
  readonly expected: string | null
  readonly actual: string | null
  /** Null where it passed without anything worth saying. */
  readonly message: string | null
  /** Expected beside actual, line by line, where a comparison failed. */
  readonly diff: readonly DiffLine[]
  /** Why no further attempt can succeed (`CrashLoopBackOff`), or null. */
  readonly hopeless: string | null
}

/** A line of a diff; `ranges` are the differing columns `[start, end)` of `text`. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
  readonly ranges: readonly (readonly [number, number])[]
}

/** A sentence of prose that claims something about a step, with no rule to check it. */
export interface Claim {
  readonly page: string
  readonly line: number
  readonly text: string
}
