/**
 * What planning needs, as one module.
 *
 * The build bundles it (`rolldown.config.ts`): to find, open and compile three hundred files, twice where a second thread
 * helps, takes Node longer than to plan thirty pages.
 */
export {planPage} from './plan-page.ts'
export {openSite} from './site.ts'
