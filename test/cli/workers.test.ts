import {expect, test} from 'vitest'
import {workersFor} from '../../harness/cli/workers.ts'
import {openSite} from '../../harness/site/site.ts'
import type {Configuration} from '../../src/plan/configuration.ts'
import type {Plan} from '../../src/plan/plan.ts'
import {planGuide} from '../../src/plan/plan-guide.ts'
import {useFolder} from './guiderail.ts'

const folder = useFolder()

/** Plans of two guides, each of which talks to one cluster. */
function plansWith(configuration: Configuration): readonly Plan[] {
  return ['one.md', 'two.md'].map((path) => {
    folder.write(path, '---\ntitle: Guide\n---\n\n{{< text bash >}}\n$ kubectl get nodes\n{{< /text >}}\n')
    return planGuide(path, openSite(configuration, folder.path), configuration)
  })
}

test("guides in one cluster of the user's run one after the other", () => {
  expect(workersFor(plansWith({provider: 'contexts'}), () => 'live')).toBe(1)
  expect(workersFor(plansWith({clusters: [{name: 'cluster1', context: 'mine'}]}), () => 'live')).toBe(1)
})

test('replays of them need not, nor do guides in clusters that are not the same', () => {
  const pages = {'one.md': {clusters: [{name: 'cluster1', context: 'mine'}]}, 'two.md': {clusters: []}}
  const apart = plansWith({pages})
  const none = plansWith({pages: {'**': {clusters: []}}})
  // As many as without any clusters, however many that is on this machine.
  expect(workersFor(apart, () => 'live')).toBe(workersFor(none, () => 'live'))
  const mixed = plansWith({provider: 'contexts'})
  expect(workersFor(mixed, (path) => (path === 'one.md' ? 'live' : 'replay'))).toBe(1)
})
