import {existsSync, readFileSync} from 'node:fs'
import {dirname, join, posix, relative, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseDuration} from '../../src/duration.ts'
import {HarnessError} from '../../src/errors.ts'
import type {Configuration, PageConfiguration, Prerequisites} from '../../src/plan/configuration.ts'
import {checkConfiguration} from './schema.ts'

const names = ['guiderail.config.ts', 'guiderail.config.mts', 'guiderail.config.js', 'guiderail.config.mjs']

/** A configuration with its paths made relative to the working directory, and the file that it came from. */
export interface LoadedConfiguration {
  readonly configuration: Configuration
  /** Relative to the working directory; null where there is none and defaults apply. */
  readonly file: string | null
}

/**
 * Load the configuration that applies: the named file, else the nearest one above the working directory.
 *
 * What belongs to a machine comes from the environment and wins: `GUIDERAIL_NODE_IMAGE`, `GUIDERAIL_CLUSTER_TIMEOUT`,
 * `GUIDERAIL_METALLB`, `ISTIO_HOME`.
 *
 * @param text of the file, where it is not the one on disk
 * @throws HarnessError `config`
 */
export async function loadConfiguration(
  cwd: string,
  file: string | null,
  environment: Readonly<Record<string, string | undefined>>,
  text?: string
): Promise<LoadedConfiguration> {
  const path = file === null ? findConfiguration(cwd) : resolve(cwd, file)
  const loaded = path === null ? {} : await evaluate(path, cwd, text)
  const checked = checkConfiguration(loaded)
  if (Array.isArray(checked)) {
    const shown = relative(cwd, path ?? cwd)
    const lines = checked.map((issue) => `${shown}: ${issue.path === '' ? '' : `\`${issue.path}\`: `}${issue.message}`)
    throw new HarnessError('config', lines.join('\n'))
  }
  const root = relative(cwd, path === null ? cwd : dirname(path)).replaceAll('\\', '/')
  return {
    configuration: withEnvironment(rebase(checked as Configuration, root, cwd), environment),
    file: path === null ? null : relative(cwd, path).replaceAll('\\', '/')
  }
}

/** The nearest configuration in a folder or above it, or null. */
export function findConfiguration(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const found = names.map((name) => join(at, name)).find((path) => existsSync(path))
    if (found !== undefined) return found
    if (dirname(at) === at) return null
  }
}

async function evaluate(path: string, cwd: string, text: string | undefined): Promise<unknown> {
  if (text === undefined && !existsSync(path))
    throw new HarnessError('config', `${relative(cwd, path)}: no such configuration file`)
  // Most runs have a configuration, but `--version` and errors in options should not pay for a TypeScript loader.
  const {createJiti} = await import('jiti')
  // Under --watch it is read again after it has changed.
  const jiti = createJiti(import.meta.url, {alias: {guiderail: packageEntry()}, moduleCache: false})
  try {
    // JavaScript modules would be loaded by Node itself, from the disk and only once.
    const filename = path.replace(/js$/, 'ts')
    if (text === undefined && filename === path) return await jiti.import(path, {default: true})
    const module: unknown = await jiti.evalModule(text ?? readFileSync(path, 'utf8'), {filename, async: true})
    return isModule(module) ? module.default : module
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new HarnessError('config', `${relative(cwd, path)}: cannot be loaded: ${reason}`, {cause: error})
  }
}

function isModule(module: unknown): module is {readonly default: unknown} {
  return typeof module === 'object' && module !== null && 'default' in module
}

/** This package's entry, so that a configuration can import `guiderail` from wherever it lies. */
function packageEntry(): string {
  const here = fileURLToPath(import.meta.url)
  return join(dirname(here), '..', '..', 'src', here.endsWith('.ts') ? 'index.ts' : 'index.js')
}

/** Where sites have their guides. */
export const usualGuides: readonly string[] = ['content/en/docs', 'docs']

function rebase(configuration: Configuration, root: string, cwd: string): Configuration {
  const path = (text: string): string => (text.startsWith('/') ? text : posix.join(root, text))
  // A glob that begins with `**` means pages anywhere, also above the configuration.
  const pattern = (text: string): string => (text.startsWith('**') ? text : path(text))
  const address = (text: string): string => (/^https?:/.test(text) ? text : path(text))
  const {guides, content, data, release, metallb, prerequisites, pages, ...rest} = configuration
  return {
    ...rest,
    content: (content ?? ['content/en', 'content', 'docs', '.']).map(path),
    data: path(data ?? 'data/args.yml'),
    // What an author names must be there; of the usual places, those that are.
    guides: guides?.map(path) ?? usualGuides.map(path).filter((folder) => existsSync(resolve(cwd, folder))),
    ...(release === undefined ? {} : {release: path(release)}),
    ...(metallb === undefined ? {} : {metallb: address(metallb)}),
    prerequisites: rebasePrerequisites(prerequisites ?? {}, path),
    pages: Object.fromEntries(
      Object.entries(pages ?? {}).map(([key, page]) => [pattern(key), rebasePage(page, path)] as const)
    )
  }
}

function rebasePage(page: PageConfiguration, path: (text: string) => string): PageConfiguration {
  return {
    ...page,
    ...(page.then === undefined ? {} : {then: page.then.map(path)}),
    ...(page.prerequisites === undefined ? {} : {prerequisites: rebasePrerequisites(page.prerequisites, path)})
  }
}

function rebasePrerequisites(prerequisites: Prerequisites, path: (text: string) => string): Prerequisites {
  return mapValues(prerequisites, (answer) => (typeof answer === 'string' ? path(answer) : answer))
}

function withEnvironment(
  configuration: Configuration,
  environment: Readonly<Record<string, string | undefined>>
): Configuration {
  const nodeImage = environment['GUIDERAIL_NODE_IMAGE']
  const clusterTimeout = environment['GUIDERAIL_CLUSTER_TIMEOUT']
  const metallb = environment['GUIDERAIL_METALLB']
  const release = environment['ISTIO_HOME']
  if (clusterTimeout && parseDuration(clusterTimeout) === null) {
    throw new HarnessError(
      'config',
      `\`GUIDERAIL_CLUSTER_TIMEOUT\` is \`${clusterTimeout}\`; expected a duration such as \`90s\` or \`5m\``
    )
  }
  return {
    ...configuration,
    ...(nodeImage ? {nodeImage} : {}),
    ...(clusterTimeout ? {clusterTimeout} : {}),
    ...(metallb ? {metallb} : {}),
    ...(release ? {release} : {})
  }
}

function mapValues<In, Out>(record: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}
