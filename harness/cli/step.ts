import {HarnessError} from '../../src/errors.ts'
import {createPalette} from '../../src/report/palette.ts'
import {makeLine} from '../../src/report/visible.ts'
import {openLive, openReplay} from '../desk/step/play.ts'
import {openPrompt} from '../desk/step/prompt.ts'
import {stepThrough} from '../desk/step/stepper.ts'
import {wantsColour} from '../terminal/colour.ts'
import {chooseMode} from './choose-mode.ts'
import {exitStatus} from './errors.ts'
import {abortOnSignals} from './interrupt.ts'
import {prepare, refuseErrors} from './prepare.ts'

/**
 * `guiderail step`: reproduce a guide block by block at a prompt, live or from its recording.
 *
 * @throws HarnessError, GuideProblems where it cannot begin
 */
export async function step(
  page: string,
  options: {readonly replay?: boolean; readonly config?: string}
): Promise<void> {
  const prepared = await prepare([page], options)
  refuseErrors(prepared)
  const [plan, other] = prepared.plans
  if (plan === undefined || other !== undefined) {
    throw new HarnessError('config', `${page}: one guide is stepped through at a time; name its page`)
  }
  const {configuration, site} = prepared
  const mode = await chooseMode([plan], options.replay ? {replay: true} : {live: true}, site.releaseFolder)
  const {signal, stopListening} = abortOnSignals()
  const prompt = openPrompt(process.stdin, process.stdout, signal)
  const progress = (text: string): void => void process.stderr.write(`${makeLine(text)}\n`)
  const live = {configuration, releaseFolder: site.releaseFolder, signal}
  try {
    const passed = await stepThrough({
      plan,
      open: async () => (mode === 'replay' ? openReplay(plan, site.releaseFolder) : openLive(plan, live, progress)),
      prompt,
      write: (text) => void process.stdout.write(text),
      width: () => process.stdout.columns || 80,
      palette: createPalette(wantsColour(process.stdout, process.env)),
      signal
    })
    process.exitCode = passed ? exitStatus.passed : exitStatus.failed
  } finally {
    prompt.close()
    stopListening()
  }
}
