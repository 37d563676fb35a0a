import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

/** The project's own folder. */
export const project: string = join(import.meta.dirname, '../..')

/** A page of the manual or the README, by its path from the project's folder. */
export interface ManualPage {
  readonly path: string
  readonly text: string
}

/** Every page that people read: the manual with its example guides, and the README. */
export function pagesOfManual(): readonly ManualPage[] {
  const found = readdirSync(join(project, 'docs'), {recursive: true, encoding: 'utf8'})
  const pages = found.filter((path) => path.endsWith('.md')).sort()
  return ['README.md', ...pages.map((path) => `docs/${path.replaceAll('\\', '/')}`)].map((path) => ({
    path,
    text: readFileSync(join(project, path), 'utf8')
  }))
}
