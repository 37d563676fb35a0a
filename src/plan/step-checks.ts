import {checkLayout} from '../check/layout.ts'
import {type CheckedStep, checkSteps} from '../check/steps.ts'
import type {Block, Guide} from '../guide/guide.ts'
import type {Problem} from '../problem.ts'
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
  configuration: Configuration
): readonly Problem[] {
  const contexts = clusters.map(({name}) => `CTX_${name.toUpperCase().replaceAll('-', '_')}`)
  const variables = [...sessionVariables, ...(configuration.environment ?? []), ...contexts]
  const columnOf = columnsOf(site)
  const steps = blocks.flatMap((block) =>
    block.steps.map(
      ({line, command}): CheckedStep => ({page: block.page, line, column: columnOf(block.page, line), command})
    )
  )
  return checkSteps(steps, {variables, allow: configuration.allow ?? []})
}

/** Check the layout of the blocks that run; what a block shows that does not run needs no mending. */
export function checkPageLayout(guide: Guide, runs: (block: Block) => boolean): readonly Problem[] {
  const blocks = guide.sections.flatMap(({contents}) => contents.filter((content) => content.type === 'block'))
  const idle = blocks.filter((block) => !runs(block))
  const isIdle = ({ruleId, place}: Problem): boolean =>
    ruleId === 'output-before-command' &&
    idle.some(
      ({page, line, value}) =>
        page === place.file && line <= place.line && place.line <= line + value.split('\n').length + 1
    )
  return [...guide.problems.filter((found) => !isIdle(found)), ...checkLayout(blocks.filter(runs))]
}

/** Where the command of a line begins, as its page says. */
function columnsOf(site: Site): (page: string, line: number) => number {
  const pages = new Map<string, ReadonlyMap<number, number>>()
  return (page, line) => {
    const known = pages.get(page)
    if (known !== undefined) return known.get(line) ?? 1
    const contents = site.guide(page)?.sections.flatMap((section) => section.contents) ?? []
    const columns = new Map(
      contents
        .flatMap((content) => (content.type === 'block' ? content.steps : []))
        .map(({line, column}) => [line, column])
    )
    pages.set(page, columns)
    return columns.get(line) ?? 1
  }
}
