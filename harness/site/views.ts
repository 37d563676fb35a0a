import type {Configuration} from '../../src/plan/configuration.ts'
import type {Site} from '../../src/plan/site.ts'
import type {Problem} from '../../src/problem.ts'
import {renderGuideJson} from '../../src/report/list.ts'
import type {FoundPage} from './find-guides.ts'
import {type PlannedPage, planPage} from './plan-page.ts'

/** A page as `guiderail list --json` tells of it. */
export interface ListedPage {
  /** Null for a page that cannot be read, and for one that is no guide. */
  readonly json: string | null
  /** Errors only. */
  readonly problems: readonly Problem[]
}

/** What commands ask of a page, by name, so that another thread can be asked for it. */
export interface Views {
  readonly plan: PlannedPage
  readonly listing: ListedPage
}

/** Read a page for a view of it. A listing is written where its page is read: a whole plan takes longer to hand over. */
export const views: {
  readonly [View in keyof Views]: (page: FoundPage, site: Site, configuration: Configuration) => Views[View]
} = {
  plan: planPage,
  listing: (page, site, configuration) => {
    const {plan, problems} = planPage(page, site, configuration, 'errors')
    return {json: plan && renderGuideJson(plan), problems}
  }
}
