import {createHash} from 'node:crypto'
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import type {Plan} from '../../src/plan/plan.ts'
import type {Hashes} from './recording.ts'

/**
 * Digest what a guide's outcome depends on besides its own commands.
 *
 * @param releaseFolder where its samples lie, or null where no release is at hand; then there are no hashes of samples
 */
export function hashPlan(plan: Plan, releaseFolder: string | null): Hashes {
  const samples = releaseFolder === null ? [] : plan.samples.filter((path) => existsSync(join(releaseFolder, path)))
  const prerequisites = new Map<string, string[]>()
  for (const block of plan.blocks) {
    if (block.role !== 'prerequisite' || block.skip !== null) continue
    const commands = prerequisites.get(block.page) ?? []
    prerequisites.set(block.page, [...commands, ...block.steps.map((step) => step.command)])
  }
  return {
    samples: Object.fromEntries(samples.map((path) => [path, digest(readTree(join(releaseFolder ?? '', path)))])),
    // Keyed by file name: the same guide may be run from another folder.
    prerequisites: Object.fromEntries(
      [...prerequisites].map(([page, commands]) => [page.replace(/^.*\/(?=[^/]+\/[^/]+$)/, ''), digest(commands)])
    ),
    configuration: digest(plan.clusters.map((cluster) => JSON.stringify({...cluster, nodeImage: null})))
  }
}

function digest(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** A file, or every file of a folder with its name. */
function readTree(path: string): readonly (string | Buffer)[] {
  if (!statSync(path).isDirectory()) return [readFileSync(path)]
  return readdirSync(path)
    .sort()
    .flatMap((name) => [name, ...readTree(join(path, name))])
}
