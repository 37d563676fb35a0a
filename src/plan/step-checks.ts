import {checkLayout} from '../check/layout.ts'
import {type CheckedStep, checkSteps} from '../check/steps.ts'
import type {Block, Guide} from '../guide/guide.ts'
import {placeIn, writtenOffset} from '../guide/written-text.ts'
import type {Place} from '../place.ts'
import type {Problem} from '../problem.ts'
import type {RuleFilter} from '../rules.ts'
import type {Configuration} from './configuration.ts'
import {pageSteps} from './page-steps.ts'
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
  const stepAt = pageSteps(site, seeks)
  const all = blocks.flatMap(({page, section, steps}) => steps.map((step) => ({...step, page, section})))
  const steps = all.map(({page, section, line, command, output, expectations}, at): CheckedStep => {
    const mayFail = expectations.some((expectation) => expectation.type === 'exit' && expectation.expected !== 0)
    const {written, ...said} = stepAt(page, line)
    const placeOf = (offset: number): Place => placeIn(written, writtenOffset(written.text, command, offset))
    const after = all[at + 1]
    const next = after?.page === page && after.section === section ? after.command : null
    return {command, output, next, mayFail, placeOf, ...said}
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
