import type {GuideResult} from '../../result.ts'

/** The id of a guide's part of the report. */
export function guideAnchor(guide: GuideResult): string {
  return encodeURI(guide.path)
}

/** The id of a block: the guide's path and the block's id, and its page where that is another. Ids hold no white space. */
export function blockAnchor(guide: GuideResult, page: string, block: string): string {
  return encodeURI([guide.path, ...(page === guide.path ? [] : [page]), block].join(':').replaceAll(/\s/g, '_'))
}
