import type {Plan, PlannedBlock, PlannedStep} from '../plan/plan.ts'
import {makeLine} from '../report/visible.ts'
import {type FunctionName, functionTexts} from './functions.ts'
import {callsOf, functionsOf} from './plain.ts'
import {type Requirements, renderHeader, requirementsOf} from './requirements.ts'
import {renderStep} from './step.ts'

/** What a plan does not know of its steps. */
export interface ScriptOptions {
  /** What the questions of a step were answered with when it was recorded; empty where it asked none. */
  readonly answers: (step: PlannedStep) => readonly string[]
}

/** Commands of release tools that ask before they act, unless they are told not to. */
const asking = /\bistioctl\s+(?:x\s+|experimental\s+)?(?:install|upgrade|uninstall)\b/
const confirmed = /\s(?:-y|--skip-confirmation|--yes)\b/

/** Write a plan as one bash script that does the same without Guiderail. */
export function renderScript(plan: Plan, {answers}: ScriptOptions): string {
  const requirements = requirementsOf(plan)
  const uses = new Set<FunctionName>(['fail_at'])
  const functions = new Set<string>(['watch'])
  const named = requirements.contexts.map((context) => `"$${context}"`)
  const contexts = named.length > 0 ? named : ['"$(kubectl config current-context)"']
  let background = 0

  function renderBlock(block: PlannedBlock): readonly string[] {
    const name = `# ${makeLine(block.page)}:${block.line} ${block.id}`
    if (block.skip !== null) {
      const commands = block.steps.flatMap(({command}) => command.split('\n')).map((line) => `#   ${line}`.trimEnd())
      return [`${name}, not run: ${oneLine(block.skip)}`, ...commands]
    }
    const steps = block.steps.map((step) => {
      background += step.background ? 1 : 0
      const rendered = renderStep(block, step, {
        functions,
        answers: answersTo(step),
        cleanup: block.cleanup,
        contexts,
        log: `background-${background}`
      })
      for (const used of rendered.uses) uses.add(used)
      if (callsOf(step.command).includes('watch')) uses.add('watch')
      for (const defined of functionsOf(step.command)) functions.add(defined)
      return rendered.lines.join('\n')
    })
    const spaced = steps.some((step) => step.includes('\n'))
    return [name, steps.join(spaced ? '\n\n' : '\n')]
  }

  function answersTo(step: PlannedStep): readonly string[] {
    const known = answers(step)
    return known.length === 0 && asking.test(step.command) && !confirmed.test(step.command) ? ['y'] : known
  }

  function renderBlocks(blocks: readonly PlannedBlock[]): string {
    return blocks
      .map((block, index) => {
        const before = blocks[index - 1]
        const opens = block.section !== before?.section || block.page !== before?.page
        const title = opens && block.section !== null ? [`# --- ${oneLine(block.section)}`, ''] : []
        return `${[...title, ...renderBlock(block)].join('\n')}\n`
      })
      .join('\n')
  }

  const main = renderBlocks(plan.blocks.filter((block) => !block.cleanup))
  const cleanup = renderBlocks(plan.blocks.filter((block) => block.cleanup))
  return [
    renderHeader(plan, requirements),
    prelude(requirements),
    functionTexts(uses),
    finish(cleanup),
    `${main}\nguide_finished=yes\n`
  ]
    .map((part) => part.replace(/\n+$/, '\n'))
    .join('\n')
}

function prelude({programs}: Requirements): string {
  const path = programs ? '# Programs of the release come first, as a reader puts them.\nPATH=$PWD/bin:$PATH\n\n' : ''
  return `${path}guide_scratch=$(mktemp -d)
# What a step printed, and what all attempts of it did.
step_out=$guide_scratch/out step_err=$guide_scratch/err step_seen=$guide_scratch/seen
step_status=0 guide_result=0 guide_finishing='' guide_finished='' step_text=''
touch "$step_out" "$step_err" "$step_seen"
`
}

function finish(cleanup: string): string {
  const steps = cleanup === '' ? '' : `\n# The page cleans up, also after a failure.\n\n${cleanup}\n`
  return `finish_guide() {
  guide_result=$?
  trap - EXIT ERR
  set +e
  guide_finishing=yes
  if [[ -z $guide_finished && $guide_result -eq 0 ]]; then fail_at "$0" 'a step has ended the script'; fi
${steps}  # shellcheck disable=SC2046
  kill $(jobs -p) 2> /dev/null
  rm -rf "$guide_scratch"
  exit "$guide_result"
}
trap finish_guide EXIT
trap 'printf "%s, line %s: failed: %s\\n" "$0" "$LINENO" "$BASH_COMMAND" >&2' ERR

`
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
