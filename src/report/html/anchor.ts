import type {GuideResult, StepResult} from '../../result.ts'

/** The id of a guide's part of the report. */
export function guideAnchor(guide: GuideResult): string {
  return encodeURI(guide.path)
}

/**
 * The id of the block of each step: the guide's path and the block's id, with its page where that is another.
 *
 * Ids of blocks repeat where headings do, and where a page is brought in twice; then a number follows.
 */
export function blockAnchors(guide: GuideResult): ReadonlyMap<StepResult, string> {
  const anchors = new Map<StepResult, string>()
  const seen = new Map<string, {times: number; index: number}>()
  for (const step of guide.steps) {
    const name = [guide.path, ...(step.page === guide.path ? [] : [step.page]), step.block].join(':')
    const last = seen.get(name)
    // The steps of one block are numbered on.
    const goesOn = last !== undefined && step.index > last.index
    const times = goesOn ? last.times : (last?.times ?? 0) + 1
    seen.set(name, {times, index: step.index})
    // Ids hold no white space.
    anchors.set(step, encodeURI((times === 1 ? name : `${name}:${times}`).replaceAll(/\s/g, '_')))
  }
  return anchors
}
