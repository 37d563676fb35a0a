import type {Attempt} from '../transcript.ts'

/** Whether a line is an error that may pass by itself, such as those that a mesh gives while it settles. */
export function isPassingError(line: string, {exitCode}: Attempt): boolean {
  return exitCode !== 0 || passing.test(line)
}

const passing =
  /\b(?:429|50[0-4])\b|upstream|unavailable|no healthy|refused|\breset\b|time(?:d )?-?out|could not resolve|try again|not ready|starting/i
