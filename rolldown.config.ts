import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {defineConfig} from 'rolldown'

/**
 * Makes bundles of what `tsc` has built, with the names in them as they are; every other module stays as `tsc` left it.
 *
 * Configurations import the package's entry, and pages are planned after them, so the two share what reads markdown.
 */
export default defineConfig({
  input: {
    'src/index': 'dist/src/index.js',
    'harness/site/planning': 'dist/harness/site/planning.js'
  },
  platform: 'node',
  // Errors are told apart by their classes, so there must be one of each. The other brings a package without a license's text.
  external: [/\/src\/errors\.js$/, 'mdast-util-frontmatter'],
  output: {
    dir: 'dist',
    entryFileNames: '[name].js',
    chunkFileNames: 'src/chunks/[name].js',
    sourcemap: true,
    comments: false,
    footer: ({moduleIds}) => licensesOf(moduleIds)
  }
})

/** The licenses of the packages that a bundle holds, as they ask for; packages that share a text share its copy. */
function licensesOf(moduleIds: readonly string[]): string {
  const folders = new Set(moduleIds.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0] ?? []))
  const packages = new Map<string, string[]>()
  for (const folder of [...folders].sort()) {
    const text = licenseIn(folder)
    const [, name = folder] = folder.split('/node_modules/')
    packages.set(text, [...(packages.get(text) ?? []), name])
  }
  const notices = [...packages].map(([text, names]) => `${names.join(', ')}:\n\n${text}`)
  return `/*!\nThis file holds parts of other packages.\n\n${notices.join('\n\n')}\n*/`
}

function licenseIn(folder: string): string {
  const name = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  if (name === undefined) throw new Error(`${folder}: no license to go with the bundle`)
  return readFileSync(join(folder, name), 'utf8').trim().replaceAll('*/', '* /')
}
