import {expect, test} from 'vitest'
import {loadConfiguration} from '../../harness/configuration/load.ts'
import {planPage} from '../../harness/site/plan-page.ts'
import {openSite} from '../../harness/site/site.ts'

const block = '{{< text bash >}}\n$ kubectl get pods\n{{< /text >}}\n\n'

/** Pages of more parts than a call takes arguments, or for which quadratic work would take longer than a test may. */
const pages: Readonly<Record<string, string>> = {
  containers: '{{< tip >}}x{{< /tip >}}\n\n'.repeat(150_000),
  'containers in one paragraph': '{{< gloss >}}x{{< /gloss >}} '.repeat(150_000),
  'sentences in one paragraph': `${block}${'You should see `a`. '.repeat(150_000)}`,
  'links in one paragraph': `## Before you begin\n\n${'Complete [a](/docs/a) first. '.repeat(50_000)}`,
  'links back': `${block}## A\n\n`.repeat(5_000) + 'Follow the steps in [a](#a).\n\n'.repeat(10_000),
  'lines of output': block.replace('pods\n', `pods\n${'a line of output\n'.repeat(200_000)}`),
  'alternatives that make files': 'Alternatively:\n\n{{< text bash >}}\n$ ls > a.txt\n{{< /text >}}\n\n'.repeat(30_000)
}

test.for(Object.entries(pages))('a page of very many %s is planned', async ([, source]) => {
  const {configuration} = await loadConfiguration(import.meta.dirname, null, {})
  const site = openSite(configuration, import.meta.dirname, new Map([['page.md', source]]))
  const {problems} = planPage({path: 'page.md', named: true}, site, configuration)
  expect(problems.map(({ruleId}) => ruleId)).not.toContain('excessive-markup')
})
