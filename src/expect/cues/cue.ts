import type {StatusExpectation} from '../expectation.ts'

/** What a sentence promises about a step, before it is known about which. */
export type Meaning =
  | StatusMeaning
  | RestartsMeaning
  | PatienceMeaning
  | RepeatMeaning
  | AlternateMeaning
  | ShareMeaning
  | OutputMeaning
  | ContainsMeaning
  | FirstMeaning
  | AbsenceMeaning
  | OrNothingMeaning
  | ExistenceMeaning
  | SuccessMeaning
  | FailureMeaning
  | ToleranceMeaning

/** What rows of a listing must show, all of it. */
export interface StatusMeaning {
  readonly type: 'status'
  readonly names: readonly string[]
  readonly states: readonly AwaitedState[]
}

/** What one column must show; as in `StatusExpectation`. */
export type AwaitedState = Pick<StatusExpectation, 'column' | 'value'>

/** Containers have been restarted, or not; without names, those of all rows. */
export interface RestartsMeaning {
  readonly type: 'restarts'
  readonly names: readonly string[]
  /** A value of the column `RESTARTS`, as in `StatusExpectation`. */
  readonly value: '0' | 'restarted'
}

/** How long it may take, in milliseconds. */
interface PatienceMeaning {
  readonly type: 'patience'
  readonly limitMs: number
}

/** How often a step is to be run. */
interface RepeatMeaning {
  readonly type: 'repeat'
  readonly times: number
}

/** Different responses come over repeated requests; the names may be none where sample output follows. */
export interface AlternateMeaning {
  readonly type: 'alternate'
  readonly names: readonly string[]
}

/** Shares of requests in percent. */
export interface ShareMeaning {
  readonly type: 'share'
  readonly shares: readonly {readonly sample: string; readonly percent: number}[]
  /** Requests to make, or null where the page names no number. */
  readonly requests: number | null
}

/** The following data block is output of the step before; `like` where the page says "similar", `part` where it "includes". */
export interface OutputMeaning {
  readonly type: 'output'
  readonly how: 'same' | 'like' | 'part'
}

/** Texts that the output has, or has not; `inARow` attempts one after another must agree. */
export interface ContainsMeaning {
  readonly type: 'contains' | 'not-contains'
  readonly texts: readonly string[]
  /** What else it has, in the headers of a response. */
  readonly headers?: readonly string[]
  readonly inARow: number
  /** True of all answers of a step, as many as they are: "all four requests". */
  readonly counted?: boolean
  /** True where it says who answers, whom an output need not name. */
  readonly answerer: boolean
}

/** What the first answer is, and what those after it are. */
export interface FirstMeaning {
  readonly type: 'first'
  /** What the first answer has, or null as its text where it only fails; null where it may be anything. */
  readonly first: {readonly text: string | null} | null
  /** What each answer after it has; none where they succeed, or where nothing is said of them. */
  readonly then: readonly string[]
  /** True where something is said of all answers after the first. */
  readonly lasts: boolean
}

/** The step prints nothing, or says that there is nothing. */
interface AbsenceMeaning {
  readonly type: 'absence'
}

/** Where the output that is shown does not come, there is none. */
interface OrNothingMeaning {
  readonly type: 'or-nothing'
}

/** Objects exist, or no longer do; without names, those that the step lists. */
export interface ExistenceMeaning {
  readonly type: 'existence'
  readonly exists: boolean
  readonly names: readonly string[]
}

/** The step succeeds. */
interface SuccessMeaning {
  readonly type: 'success'
  /** True where it is a request in so many words, false where it may be any step. */
  readonly request: boolean
}

/** The step fails, with a status or a message where the page names one. */
export interface FailureMeaning {
  readonly type: 'failure'
  /** True where a request fails, false where the command itself does. */
  readonly request: boolean
  readonly status: number | null
  readonly texts: readonly string[]
}

/** What was to be deleted need not be there. */
interface ToleranceMeaning {
  readonly type: 'tolerance'
}

/** A rule of the grammar: what it reads in a sentence. */
export interface CueRule {
  /** Stable: the reference page and the fixtures go by it. */
  readonly id: string
  /** One sentence for the reference page. */
  readonly summary: string
  /** A word in small letters without which the rule reads nothing; cheap to look for. */
  readonly word: RegExp
  /** What a sentence says by this rule; null where it says nothing of the kind. */
  readonly read: (text: string) => Meaning | null
}

/** A rule's reading of one sentence. */
export interface Cue {
  readonly rule: string
  readonly meaning: Meaning
}
