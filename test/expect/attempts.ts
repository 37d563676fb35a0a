import type {Attempt} from '../../src/transcript.ts'

/** An attempt that ended well at once, except for what is given. */
export function attempt(given: Partial<Attempt> = {}): Attempt {
  const {exitCode = 0} = given
  return {
    stdout: '',
    stderr: '',
    exitCode,
    pipeStatus: exitCode === null ? [] : [exitCode],
    startedMs: 0,
    durationMs: 100,
    timedOut: null,
    prompts: [],
    truncated: false,
    ...given
  }
}
