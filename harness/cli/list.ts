import {renderList, renderListJson} from '../../src/report/list.ts'
import {createPalette} from '../../src/report/palette.ts'
import {wantsColour} from '../terminal/colour.ts'
import {prepare, refuseErrors} from './prepare.ts'

/** `guiderail list`: what would run, and what checks it. */
export async function list(
  args: readonly string[],
  options: {readonly json?: boolean; readonly config?: string}
): Promise<void> {
  const prepared = await prepare(args, options)
  const palette = createPalette(wantsColour(process.stdout, process.env))
  process.stdout.write(options.json ? renderListJson(prepared.plans) : renderList(prepared.plans, palette))
  refuseErrors(prepared)
}
