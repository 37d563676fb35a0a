#!/usr/bin/env -S npx jiti
import {chromium} from 'playwright-core'
import {$, fs, os, path} from 'zx'

// Take docs/images/report.png anew: the report of a live run, in which one page shows another status than its command prints.
const project = path.resolve(import.meta.dirname, '..')
const site = await fs.mkdtemp(path.join(os.tmpdir(), 'guiderail-picture-'))
const listing = (status: string): string => `NAME    READY   STATUS    RESTARTS   AGE
web-0   1/1     Running   0          10s
web-1   1/1     ${status}   0          10s
`
const page = `---
title: Look at pods
---

The pods of the service are listed with their status. Both should be \`Running\`:

{{< text bash >}}
$ cat pods.txt
${listing('Running')}{{< /text >}}
`
try {
  await fs.outputFile(path.join(site, 'docs/guides/pods.md'), page)
  await fs.outputFile(path.join(site, 'release/pods.txt'), listing('Pending'))
  await fs.copy(path.join(project, 'docs/guides/first-steps.md'), path.join(site, 'docs/guides/first-steps.md'))
  const command = path.join(project, 'dist/harness/cli/main.js')
  const env = {...process.env, ISTIO_HOME: path.join(site, 'release')}
  await $({cwd: site, env, nothrow: true, quiet: true})`node ${command} run --live --html report.html docs/guides`

  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox']
  })
  const view = await browser.newPage({viewport: {width: 1200, height: 1240}, colorScheme: 'light'})
  await view.goto(`file://${site}/report.html`)
  await fs.ensureDir(path.join(project, 'docs/images'))
  await view.screenshot({path: path.join(project, 'docs/images/report.png')})
  await browser.close()
} finally {
  await fs.remove(site)
}
