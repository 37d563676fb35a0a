/**
 * What a reader sees of output: without colours, of an overwritten line its last state, no blanks at the ends of lines.
 *
 * Escape sequences as in ECMA-48; the ranges of each are disjoint, so that one pass suffices however hostile the text.
 */
export function readScreen(output: string): readonly string[] {
  const lines = output.replace(escapes, '').split('\n').map(lastState)
  while (lines.length > 0 && lines.at(-1) === '') lines.pop()
  return lines
}

const esc = '\u001b'
const bell = '\u0007'
const csi = String.raw`\[[0-?]*[ -/]*[@-~]`
const osc = String.raw`\][^${bell}${esc}]*(?:${bell}|${esc}\\)?`
const otherString = String.raw`[PX^_][^${esc}]*(?:${esc}\\)?`
const escapes = new RegExp(`${esc}(?:${csi}|${osc}|${otherString}|[ -/]*[0-~])`, 'g')

function lastState(line: string): string {
  if (!line.includes('\r')) return trimEnd(line)
  return (
    line
      .split('\r')
      .map(trimEnd)
      .findLast((state) => state !== '') ?? ''
  )
}

function trimEnd(line: string): string {
  let end = line.length
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--
  return end === line.length ? line : line.slice(0, end)
}
