import {execa} from 'execa'
import type {Plan} from '../../src/plan/plan.ts'
import {packageVersion} from '../package-version.ts'
import type {RecordedCluster} from './recording.ts'

/** How tools say their version, and where in the answer it stands. */
const tools: Readonly<Record<string, {readonly args: readonly string[]; readonly pattern: RegExp}>> = {
  bash: {args: ['--version'], pattern: /version (\d[\w.]*)/},
  kubectl: {args: ['version', '--client'], pattern: /Client Version: (\S+)/},
  istioctl: {args: ['version', '--remote=false'], pattern: /(\d\S*)/},
  helm: {args: ['version', '--short'], pattern: /(v\d\S*)/},
  kind: {args: ['version'], pattern: /(v\d\S*)/}
}

/** The versions of everything that a guide's outcome may depend on; a tool that does not answer is left out. */
export async function readVersions(
  plan: Plan,
  clusters: readonly RecordedCluster[],
  environment: Readonly<Record<string, string>>
): Promise<Readonly<Record<string, string>>> {
  const commands = plan.blocks.flatMap((block) => block.steps.map((step) => step.command)).join('\n')
  const used = Object.keys(tools).filter(
    (name) => name === 'bash' || (clusters.length > 0 && name === 'kind') || commands.includes(name)
  )
  const found = await Promise.all(used.map(async (name) => [name, await versionOf(name, environment)] as const))
  const kubernetes = [...new Set(clusters.map((cluster) => cluster.kubernetes))].join(', ')
  return {
    guiderail: packageVersion(),
    ...(kubernetes === '' ? {} : {kubernetes}),
    ...Object.fromEntries(found.filter(([, version]) => version !== null))
  }
}

async function versionOf(name: string, env: Readonly<Record<string, string>>): Promise<string | null> {
  const tool = tools[name]
  if (tool === undefined) return null
  const {stdout} = await execa(name, tool.args, {env, extendEnv: false, reject: false, timeout: 5000, stdin: 'ignore'})
  return tool.pattern.exec(stdout ?? '')?.[1] ?? null
}
