import {checkLayout} from '../check/layout.ts'
import {type CheckedStep, checkSteps} from '../check/steps.ts'
import {wordsToReplace} from '../check/to-replace.ts'
import type {Block, Guide} from '../guide/guide.ts'
import {placeIn, type WrittenText, writtenOffset} from '../guide/written-text.ts'
import type {Place} from '../place.ts'
import type {Problem} from '../problem.ts'
import type {RuleFilter} from '../rules.ts'
import type {Configuration} from './configuration.ts'
import type {ClusterRequest, PlannedBlock} from './plan.ts'
import type {Site} from './site.ts'

/** Variables that every session has besides those of the shell. */
const sessionVariables: readonly string[] = ['KUBECONFIG', 'TZ', 'LC_ALL', 'DOCKER_HOST']

/** Check the commands of a plan in the order in which they run. */
export function checkPlanned(
  blocks: readonly PlannedBlock[],
  clusters: readonly ClusterRequest[],
  site: Site,
  configuration: Configuration,
  seeks: RuleFilter
): readonly Problem[] {
  const contexts = clusters.map(({name}) => `CTX_${name.toUpperCase().replaceAll('-', '_')}`)
  const variables = [...sessionVariables, ...(configuration.environment ?? []), ...contexts]
  const stepAt = pageSteps(site)
  const all = blocks.flatMap(({page, section, steps}) => steps.map((step) => ({...step, page, section})))
  const steps = all.map(({page, section, line, command, output, expectations}, at): CheckedStep => {
    const mayFail = expectations.some((expectation) => expectation.type === 'exit' && expectation.expected !== 0)
    const {written, above, replaced} = stepAt(page, line)
    const placeOf = (offset: number): Place => placeIn(written, writtenOffset(written.text, command, offset))
    const after = all[at + 1]
    const next = after?.page === page && after.section === section ? after.command : null
    return {command, output, above, next, replaced, mayFail, placeOf}
  })
  return checkSteps(steps, {variables, allow: configuration.allow ?? []}, seeks)
}

/** Check the layout of the blocks that run; what a block shows that does not run needs no mending. */
export function checkPageLayout(guide: Guide, runs: (block: Block) => boolean, seeks: RuleFilter): readonly Problem[] {
  const blocks = guide.sections.flatMap(({contents}) => contents.filter((content) => content.type === 'block'))
  const idle = blocks.filter((block) => !runs(block))
  const isIdle = ({ruleId, place}: Problem): boolean =>
    ruleId === 'output-before-command' &&
    idle.some(
      ({page, line, value}) =>
        page === place.file && line <= place.line && place.line <= line + value.split('\n').length + 1
    )
  const layout = seeks('missing-prompt') ? checkLayout(blocks.filter(runs)) : []
  return [...guide.problems.filter((found) => !isIdle(found)), ...layout]
}

/** A command as its page has it, and what the page says of its words. */
interface PageStep {
  readonly written: WrittenText
  readonly above: readonly string[]
  readonly replaced: readonly string[]
}

/** The commands of pages, by the lines on which they begin. */
function pageSteps(site: Site): (page: string, line: number) => PageStep {
  const pages = new Map<string, ReadonlyMap<number, PageStep>>()
  return (page, line) => {
    const steps = pages.get(page) ?? new Map(stepsOf(site.guide(page)).map((step) => [step.written.start.line, step]))
    pages.set(page, steps)
    return (
      steps.get(line) ?? {written: {text: '', start: {file: page, line, column: 1}, indent: 0}, above: [], replaced: []}
    )
  }
}

function stepsOf(guide: Guide | null): readonly PageStep[] {
  let above: string[] = []
  return (guide?.sections ?? []).flatMap(({contents}) =>
    contents.flatMap((block, at): readonly PageStep[] => {
      if (block.type !== 'block') return []
      if (block.steps.length === 0) {
        if (!files.test(block.language)) above.push(block.value)
        return []
      }
      const {page, column, steps} = block
      const beside = [contents[at - 1], contents[at + 1]].filter((content) => content?.type === 'prose')
      const replaced = wordsToReplace(block, beside)
      const shown = above
      above = []
      return steps.map(({line, column: from, command}, index) => ({
        written: {text: command, start: {file: page, line, column: from}, indent: column - 1},
        above: index === 0 ? shown : [],
        replaced
      }))
    })
  )
}

/** What people write, names included. */
const files = /^(?:ya?ml|json|toml)$/
