import {formatPatch, structuredPatch} from 'diff'
import type {Palette} from '../report/palette.ts'
import {makeVisible} from '../report/visible.ts'

/** A change of a page as a unified diff, coloured line by line. */
export function renderPatch(page: string, before: string, after: string, palette: Palette): string {
  const patch = formatPatch(structuredPatch(`a/${page}`, `b/${page}`, before, after, '', '', {context: 3}))
  const lines = patch.split('\n').filter((line) => !/^(?:Index: |=+$)/.test(line))
  return lines.map((line) => style(line, palette)(makeVisible(line.replace(/\r$/, '')))).join('\n')
}

function style(line: string, {bold, dim, red, green}: Palette): (text: string) => string {
  if (line.startsWith('---') || line.startsWith('+++')) return bold
  if (line.startsWith('@@')) return dim
  if (line.startsWith('-')) return red
  return line.startsWith('+') ? green : (text) => text
}
