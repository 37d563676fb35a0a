import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

/** The licenses of the packages that a bundle holds, as they ask for; packages that share a text share its copy. */
export function licensesOf(moduleIds: readonly string[]): string {
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
