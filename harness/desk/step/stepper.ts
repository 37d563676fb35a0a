import type {Plan, PlannedBlock} from '../../../src/plan/plan.ts'
import {firstLine} from '../../../src/report/excerpt.ts'
import type {Palette} from '../../../src/report/palette.ts'
import {makeLine} from '../../../src/report/visible.ts'
import type {RunEvent} from '../../../src/result.ts'
import {runPlan} from '../../run-guide.ts'
import {help, readCommand} from './command.ts'
import type {Play} from './play.ts'
import type {Prompt} from './prompt.ts'
import {showBlock, showList, showResult} from './show.ts'

/** What a person sees and types. */
export interface StepperOptions {
  readonly plan: Plan
  /** Opens what the guide plays on, anew each time. */
  readonly open: () => Promise<Play>
  readonly prompt: Prompt
  readonly write: (text: string) => void
  /** Columns of the terminal. */
  readonly width: () => number
  readonly palette: Palette
  readonly signal: AbortSignal
}

/**
 * Step through a guide, block by block, as a person asks.
 *
 * @returns whether no block failed
 */
export async function stepThrough(options: StepperOptions): Promise<boolean> {
  const {plan, open, prompt, write, width, palette, signal} = options
  const outcomes = new Map<PlannedBlock, boolean>()
  let play = await open()
  let position = 0
  let last: PlannedBlock | null = null
  let keep = false

  async function runBlock(block: PlannedBlock): Promise<boolean> {
    const runs = runPlan({...plan, blocks: [block]}, play.responder, followRun(write, palette))
    const {value} = await runs.next()
    signal.throwIfAborted()
    last = block
    const steps = value?.steps ?? []
    for (const [index, result] of steps.entries()) {
      const step = block.steps[index]
      if (step !== undefined) write(showResult(step, result, width(), palette))
    }
    for (const {title, text} of value?.diagnosis ?? []) write(`${palette.bold(makeLine(title))}\n${text.trimEnd()}\n`)
    const passed = steps.every(({status}) => status === 'passed')
    outcomes.set(block, passed)
    return passed
  }

  /** Pass over blocks that do not run, saying why. */
  function advance(to: number): void {
    position = to
    for (let block = plan.blocks[position]; block !== undefined && block.skip !== null; block = plan.blocks[position]) {
      write(`${showBlock(block, palette)}\n`)
      position++
    }
    const block = plan.blocks[position]
    write(`\n${block === undefined ? `${describeEnd(outcomes)}\n` : showBlock(block, palette)}`)
  }

  async function runUntil(end: number): Promise<void> {
    // The first one stands above the prompt.
    for (const first = position; position < end; position++) {
      const block = plan.blocks[position]
      if (block === undefined) break
      if (block.skip === null) {
        if (position > first) write(`\n${showBlock(block, palette)}`)
        if (!(await runBlock(block))) {
          write('stopped at a failure; r runs it again, c goes on\n')
          position++
          break
        }
      }
    }
    advance(position)
  }

  async function startOver(): Promise<void> {
    await play.close(false)
    outcomes.clear()
    last = null
    play = await open()
    write(`${makeLine(plan.path)}: ${play.description}\n`)
    advance(0)
  }

  async function obey(typed: string | null): Promise<boolean> {
    const command = typed === null ? ({type: 'quit'} as const) : readCommand(typed)
    const block = plan.blocks[position]
    switch (command.type) {
      case 'next':
        if (block === undefined) return false
        if (!(await runBlock(block))) write('failed; r runs it again, Enter goes on\n')
        advance(position + 1)
        return true
      case 'skip':
        advance(Math.min(position + 1, plan.blocks.length))
        return true
      case 'again':
        if (last === null) write('nothing has been run yet\n')
        else await runBlock(last)
        return true
      case 'print':
        write(block === undefined ? `${describeEnd(outcomes)}\n` : showBlock(block, palette))
        return true
      case 'list':
        write(showList(plan, position, outcomes))
        return true
      case 'until': {
        const end = blockAt(plan, command.line)
        if (end < position) write(`line ${command.line} is behind; o starts over\n`)
        else await runUntil(end)
        return true
      }
      case 'continue':
        await runUntil(plan.blocks.length)
        return true
      case 'shell':
        if (play.openShell === null) write('a replay runs nothing, so there is no shell\n')
        else if (!prompt.isTerminal) write('a shell needs a terminal\n')
        else {
          write("a copy of the guide's shell, with its files and clusters; variables do not come back; exit leaves\n")
          await play.openShell()
        }
        return true
      case 'over':
        await startOver()
        return true
      case 'help':
        write(help)
        return true
      case 'unknown':
        write(`there is no \`${makeLine(command.text)}\`; h shows what there is\n`)
        return true
      default:
        keep = command.type === 'keep'
        return false
    }
  }

  try {
    write(`${palette.bold(makeLine(plan.path))}: ${makeLine(plan.title)}; ${play.description}; h for help\n`)
    advance(0)
    while (await obey(await prompt.ask(promptFor(plan, position))));
  } finally {
    for (const note of await play.close(keep && !signal.aborted)) write(`${note}\n`)
  }
  return [...outcomes.values()].every((passed) => passed)
}

/** The index of the block that a line of the page stands in, or after. */
function blockAt(plan: Plan, line: number): number {
  return Math.max(
    plan.blocks.findLastIndex((block) => block.page === plan.path && block.line <= line),
    0
  )
}

function promptFor({blocks}: Plan, position: number): string {
  return position < blocks.length ? `(${position + 1}/${blocks.length}) ` : '(end) '
}

function describeEnd(outcomes: ReadonlyMap<PlannedBlock, boolean>): string {
  const failed = [...outcomes.values()].filter((passed) => !passed).length
  return `the end: ${outcomes.size - failed} passed, ${failed} failed; Enter quits, o starts over`
}

/** A step that takes longer than this is worth a line, in milliseconds. */
const patienceMs = 1000

/** Say what runs for long and what it waits for, each time that it is something else. */
function followRun(write: (text: string) => void, palette: Palette): (event: RunEvent) => void {
  let said = ''
  let timer: NodeJS.Timeout | undefined
  const say = (text: string): void => {
    clearTimeout(timer)
    if (text !== said) write(palette.dim(`  … ${makeLine(text)}\n`))
    said = text
  }
  return (event) => {
    if (event.type === 'step-started') {
      const {command, awaiting} = event
      clearTimeout(timer)
      if (awaiting !== null) say(`waits for ${awaiting}`)
      else timer = setTimeout(() => say(`runs ${firstLine(command, 70)}`), patienceMs).unref()
    } else if (event.type === 'step-finished') clearTimeout(timer)
    else if (event.type === 'attempt' && event.attempts > 1 && event.message !== null) say(event.message)
  }
}
