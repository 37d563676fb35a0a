import {quote} from './outcome.ts'

/** What to write where the page is what is wrong. */
export function remedy(text: string, line: number): string {
  return `write ${quote(text)} on line ${line} if that is what readers should see`
}
