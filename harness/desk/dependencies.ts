import {posix, relative} from 'node:path'
import {findImpact, type Impact, type SiteChange} from '../../src/plan/impact.ts'
import type {Plan} from '../../src/plan/plan.ts'
import type {Problem} from '../../src/problem.ts'
import {importedModules} from '../configuration/modules.ts'
import {recordingPath} from '../recording/recording.ts'
import type {Present} from './impact.ts'

/** Every file that says how guides are judged, those of pages with problems included; relative to `cwd`. */
export function dependencies(
  present: Present & {readonly problems: readonly Problem[]},
  cwd: string
): readonly string[] {
  const {plans, problems} = present
  const {release, data, configurationFile, configurationModules} = surroundings(present, cwd)
  const samples = release === null ? [] : plans.flatMap((plan) => plan.samples.map((path) => posix.join(release, path)))
  return [
    ...new Set([
      ...plans.flatMap(({pages, path}) => [...pages, recordingPath(path)]),
      ...problems.map(({place}) => place.file),
      ...samples,
      ...(configurationFile === null ? [] : [configurationFile]),
      ...configurationModules,
      ...(data === '' ? [] : [data])
    ])
  ]
}

/** Find the guides that a change of files touches, of which both states were planned. */
export function impactOf(before: Present, now: Present, files: readonly string[], cwd: string): Impact {
  const former = new Map<string, Plan>(before.plans.map((plan) => [plan.path, plan]))
  return findImpact({
    ...surroundings(now, cwd),
    files,
    plans: now.plans.map((plan) => ({now: plan, before: former.get(plan.path) ?? null})),
    configuration: {now: now.configuration, before: before.configuration}
  })
}

/** What of a change is known from how things are now. */
export function surroundings(
  {configuration, file, site}: Present,
  cwd: string
): Omit<SiteChange, 'files' | 'plans' | 'configuration'> {
  return {
    recordingOf: recordingPath,
    release: site.releaseFolder === null ? null : relative(cwd, site.releaseFolder).replaceAll('\\', '/') || '.',
    data: configuration.data ?? '',
    configurationFile: file,
    configurationModules: file === null ? [] : importedModules(file, cwd)
  }
}
