import stringWidth from 'string-width'
import type {DiffLine} from '../../expect/expectation.ts'
import {count} from '../count.ts'
import type {Palette} from '../palette.ts'
import {makeVisible} from '../visible.ts'

const mostLines = 40
const widest = 400

/**
 * A diff with a legend, in the colours of Vitest's: green is right, red is what came instead.
 *
 * Differing columns are marked by carets, which say as much without colour as with it.
 */
export function renderDiff(diff: readonly DiffLine[], palette: Palette): readonly string[] {
  const shown = nearDifferences(diff)
  const rest = diff.length - shown.length
  return [
    `${palette.green('- expected, as on the page')}   ${palette.red('+ actual')}`,
    ...shown.flatMap((line) => renderLine(line, palette)),
    ...(rest > 0 ? [`… ${count(rest, 'more line')}`] : [])
  ]
}

function nearDifferences(diff: readonly DiffLine[]): readonly DiffLine[] {
  if (diff.length <= mostLines) return diff
  const first = diff.findIndex((line) => line.sign !== ' ')
  const start = Math.max(0, Math.min(first - 3, diff.length - mostLines))
  return diff.slice(start, start + mostLines)
}

function renderLine(line: DiffLine, palette: Palette): readonly string[] {
  const pieces = splitAtRanges(line)
  const style = line.sign === '-' ? palette.green : line.sign === '+' ? palette.red : palette.dim
  const text = pieces.map(({text, marked}) => (marked ? palette.inverse(text) : text)).join('')
  const carets = pieces.map(({text, marked}) => (marked ? '^' : ' ').repeat(stringWidth(text))).join('')
  const rendered = style(`${line.sign} ${text}`.trimEnd())
  return carets.includes('^') ? [rendered, palette.dim(`  ${carets}`.trimEnd())] : [rendered]
}

/** A line of a diff in pieces that differ (`marked`) or not, with everything in them made visible. */
export function splitAtRanges(line: DiffLine): readonly {readonly text: string; readonly marked: boolean}[] {
  const pieces: {text: string; marked: boolean}[] = []
  let end = 0
  const add = (upTo: number, marked: boolean): void => {
    const text = makeVisible(line.text.slice(end, Math.min(upTo, widest)).replaceAll('\t', '    '))
    if (text !== '') pieces.push({text, marked})
    end = Math.max(end, upTo)
  }
  for (const [from, to] of line.ranges) {
    add(from, false)
    add(to, true)
  }
  add(line.text.length, false)
  if (line.text.length > widest) pieces.push({text: '…', marked: false})
  return pieces
}
