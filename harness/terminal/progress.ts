import {createPalette} from '../../src/report/palette.ts'
import type {RunEvent} from '../../src/result.ts'
import {wantsColour} from './colour.ts'
import {plainLines} from './plain-lines.ts'
import type {Terminal} from './status-area.ts'

/** What shows how a run goes on, until it is stopped. */
export interface Progress {
  readonly report: (event: RunEvent) => void
  /** Leave the terminal as it was; what has been said stays. */
  readonly stop: () => void
}

/** Show on a stream (standard error) how guides go on: as an area that is redrawn on a terminal, as lines elsewhere. */
export async function showProgress(stream: Terminal, env: NodeJS.ProcessEnv): Promise<Progress> {
  const palette = createPalette(wantsColour(stream, env))
  const redraws = stream.isTTY === true && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === ''
  if (!redraws) return plainLines((line) => stream.write(`${line}\n`), palette)
  // The library that redraws is of no use in CI.
  const {statusArea} = await import('./status-area.ts')
  return statusArea(stream, palette)
}
