import {says} from '../../says.ts'

/** States that listings show, by the word that prose has for each. */
const states: ReadonlyMap<string, string> = new Map(
  `Running Completed Succeeded Bound Active Pending Terminating Ready NotReady Failed Error ContainerCreating CrashLoopBackOff
  ImagePullBackOff ErrImagePull Evicted Unknown Available Released Lost Complete Healthy Synced Progressing Degraded Accepted
  Programmed Established Reconciled Enabled Disabled True False SYNCED STALE deployed superseded uninstalled HEALTHY`
    .trim()
    .split(/\s+/)
    .map((state) => [state.toLowerCase(), state])
)

/** Words that prose uses for states without quoting them, as an alternative of a pattern. */
export const plainStates = 'running|completed|succeeded|bound|active|pending|terminating'

const quotedState = new RegExp(`[\`"](?:${[...states.keys()].join('|')})[\`"]|(?:${plainStates})\\b`)

/** Whether a sentence has a word that `readState` can take for a state; where not, no pattern needs to look for one. */
export function mayNameState(text: string): boolean {
  return (
    /[`"](?:\d{1,3}\/\d{1,3}|(?:[A-Z][A-Za-z]{1,24}=)?[A-Z][A-Za-z]{1,24})[`"]/.test(text) || says(text, quotedState)
  )
}

/**
 * The state that a code span or a plain word stands for, such as `Running` for "running"; null for other words.
 *
 * @param explicit true where the sentence calls it a status, so that any capitalised word may be one
 */
export function readState(written: string, explicit: boolean): string | null {
  const word = written.replace(/^[`"]|[`"]$/g, '')
  if (/^\d{1,3}\/\d{1,3}$/.test(word)) return word
  const known = states.get(word.toLowerCase())
  // What is quoted is meant as it is written.
  if (known !== undefined) return word === written ? known : word
  return explicit && /^[A-Z][A-Za-z]{1,24}$/.test(word) ? word : null
}

/** The column in which a state usually stands, or null where it can be any. */
export function columnOf(state: string): string | null {
  if (state.includes('/')) return 'READY'
  return state === 'True' || state === 'False' ? null : 'STATUS'
}
