import {parentPort, workerData} from 'node:worker_threads'
import {planPage} from './plan-page.ts'
import type {PlanningTask} from './plan-pages.ts'
import {openSite} from './site.ts'

// The other end of `planPages`: plans its part of the pages and answers once.
const {pages, configuration, cwd} = workerData as PlanningTask
const site = openSite(configuration, cwd)
parentPort?.postMessage(pages.map((page) => planPage(page, site, configuration)))
