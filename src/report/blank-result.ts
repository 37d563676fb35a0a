import type {GuideResult} from '../result.ts'

/** The result of a guide of which no run handed in one: it failed, and nothing else is known. */
export function blankResult(
  {path, title, mode, startedAt}: Pick<GuideResult, 'path' | 'title' | 'mode' | 'startedAt'>,
  error: string
): GuideResult {
  return {
    path,
    title,
    mode,
    status: 'failed',
    startedAt,
    durationMs: 0,
    clusters: [],
    steps: [],
    phases: [],
    recording: null,
    unchecked: [],
    problems: [],
    error,
    diagnosis: [],
    leftBehind: [],
    leakChecked: false,
    reachability: [],
    logs: null
  }
}
