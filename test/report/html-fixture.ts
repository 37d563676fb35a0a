import {readdirSync, readFileSync} from 'node:fs'
import {renderHtml} from '../../src/report/html/html.ts'
import type {RunResult} from '../../src/result.ts'

const fixtures = new URL('../fixtures/html/', import.meta.url)

/** The report of a fixture, which is a run beside the pages of its site. */
export function renderFixture(name: string, change: (run: RunResult) => RunResult = (run) => run): string {
  const folder = new URL(`${name}/`, fixtures)
  const run = change(JSON.parse(readFileSync(new URL('run.json', folder), 'utf8')) as RunResult)
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((file) => file.endsWith('.md'))
  const pages = new Map(files.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]))
  // No file system takes such a name from a repository everywhere.
  const odd = run.guides.find(({path}) => path.includes('<b>'))?.path
  const page = pages.get('docs/guides/page.md')
  return renderHtml(run, odd === undefined || page === undefined ? pages : new Map([[odd, page]]))
}
