import {quote} from './outcome.ts'

/** What to write where the page is what is wrong: a line, or several values of one. */
export function remedy(text: string | readonly string[], line: number): string {
  const written = typeof text === 'string' ? quote(text) : text.map(quote).join(' and ')
  return `write ${written} on line ${line} if that is what readers should see`
}
