import {count} from './count.ts'
import {makeVisible, settleOutput} from './visible.ts'

const longestLine = 240
const longestOutput = 100_000

/** A command to recognise, not to copy: of a long one its first and last lines, and how many are left out. */
export function shortenCommand(command: string, mostLines = 10): readonly string[] {
  const lines = command.split('\n').map((line) => clip(makeVisible(line)))
  if (lines.length <= mostLines) return lines
  const tail = mostLines < 6 ? 1 : 2
  const head = mostLines - tail - 1
  const left = count(lines.length - head - tail, 'more line')
  return [...lines.slice(0, head), `… ${left}`, ...lines.slice(-tail)]
}

/** The first line of a command, clipped to a width in characters. */
export function firstLine(command: string, width: number): string {
  const [line = '', ...more] = command.split('\n')
  const text = makeVisible(line).replace(/\s*\\$/, '')
  if (text.length > width) return `${text.slice(0, Math.max(0, width - 1)).trimEnd()}…`
  return more.length > 0 ? `${text} …` : text
}

/** The last lines of an output, and how many it has in all; blank lines at its end do not count. */
export function lastLines(
  output: string,
  mostLines: number
): {readonly lines: readonly string[]; readonly total: number} {
  const trimmed = output.trimEnd()
  const settled = settleOutput(endOf(trimmed))
  if (settled === '') return {lines: [], total: 0}
  return {
    lines: settled
      .split('\n')
      .slice(-mostLines)
      .map((line) => clip(line)),
    total: countLines(trimmed)
  }
}

/** The end of an output, from a line's beginning where there is one: no report shows megabytes. */
export function endOf(output: string): string {
  if (output.length <= longestOutput) return output
  const end = output.slice(-longestOutput)
  return end.slice(end.indexOf('\n') + 1)
}

/** How many lines a text has; without a line end at its end, too. */
export function countLines(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

/** Cut a line that no screen would show whole, saying how much is missing. */
export function clip(line: string, width: number = longestLine): string {
  if (line.length <= width) return line
  // A pair of surrogates is never cut in two.
  const head = line.slice(0, width).replace(/[\ud800-\udbff]$/, '')
  const rest = line.length - head.length
  return rest < 40 ? `${head}…` : `${head}… (${count(rest, 'more character')})`
}
