import {createPalette} from '../../src/report/palette.ts'
import type {RunEvent} from '../../src/result.ts'
import {wantsColour} from './colour.ts'
import {plainLines} from './plain-lines.ts'
import {statusArea, type Terminal} from './status-area.ts'

/** What shows how a run goes on, until it is stopped. */
export interface Progress {
  readonly report: (event: RunEvent) => void
  /** Leave the terminal as it was; what has been said stays. */
  readonly stop: () => void
}

/** Show on a stream (standard error) how guides go on: as an area that is redrawn on a terminal, as lines elsewhere. */
export function showProgress(stream: Terminal, env: NodeJS.ProcessEnv): Progress {
  const palette = createPalette(wantsColour(stream, env))
  const redraws = stream.isTTY === true && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === ''
  return redraws ? statusArea(stream, palette) : plainLines((line) => stream.write(`${line}\n`), palette)
}
