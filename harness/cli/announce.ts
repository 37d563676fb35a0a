import type {Plan} from '../../src/plan/plan.ts'

/** What a replay says before anything else. */
export function announceReplay(plans: readonly Plan[]): string {
  const count = plans.length === 1 ? '1 guide' : `${plans.length} guides`
  return `Replay: ${count} judged from recordings of live runs; nothing is run.`
}

/** The same as a warning of a CI's log. */
export const replayWarning: string =
  '::warning title=Guiderail replay::Guides are judged from recordings; nothing is run. Use --live to run them.'
