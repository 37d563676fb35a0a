import {readFileSync} from 'node:fs'

const file = new URL('../src/plan/configuration.ts', import.meta.url)

/** A type that makes up the configuration, as its source describes it. */
export interface DocumentedType {
  readonly name: string
  readonly summary: string
  readonly options: readonly DocumentedOption[]
}

/** One option of a type. */
export interface DocumentedOption {
  readonly name: string
  readonly required: boolean
  readonly type: string
  readonly summary: string
}

const titles: Readonly<Record<string, string>> = {
  Configuration: 'The whole',
  PageConfiguration: 'Pages',
  BlockConfiguration: 'Blocks',
  ClusterConfiguration: 'Clusters'
}

const introduction = `\`guiderail.config.ts\` says what pages cannot. The nearest one above the working directory applies, or the file that \`--config\`
names; \`.mts\`, \`.js\` and \`.mjs\` will do, too. Paths in it are relative to its folder. An option that does not exist is an
error, so a misspelt one is noticed.

\`\`\`ts
import {defineConfig} from 'guiderail'

export default defineConfig({
  guides: ['content/en/docs/tasks', 'content/en/docs/setup'],
  variables: {release_name: '1.22'},
  tabs: ['helm'],
  prerequisites: {
    '/docs/setup/getting-started': {met: 'the release is the working directory'},
    '/docs/setup/install/multicluster/before-you-begin': 'test/guides/before-you-begin.md'
  },
  pages: {
    'content/en/docs/setup/install/multicluster/**': {
      clusters: [
        {name: 'cluster1', network: 'network1'},
        {name: 'cluster2', network: 'network2'}
      ]
    },
    'content/en/docs/tasks/ingress.md': {
      blocks: {
        open_the_dashboard_1: {skip: 'opens a browser'},
        call_the_service_2: {expect: 'contains "503", within 5m'}
      }
    }
  }
})
\`\`\`

Several entries of \`pages\` may match one page: later ones win, and their \`blocks\` are merged. A glob that begins with \`**\` also
means pages above the folder of the configuration. Where an entry names one page, every block that it names must exist.`

const conclusion = `The ids of rules are in [rules](rules.md), and what \`expect\` understands is in [cues](cues.md). How the options are used:
[several clusters](../how-to/several-clusters.md), [alternatives and tabs](../how-to/alternatives-and-tabs.md),
[more than the page says](../how-to/say-more-than-the-page.md).`

/** The reference page of the configuration, made from the types and their comments. */
export function renderConfigurationPage(): string {
  const types = readTypes(readFileSync(file, 'utf8'))
  return `${[
    '# Configuration',
    '<!-- Made by `npm run docs` from `src/plan/configuration.ts`; changes here are lost. -->',
    introduction,
    ...types.flatMap(({name, summary, options}) => [
      `## ${titles[name] ?? name}`,
      `${summary} Its type is \`${name}\`.`,
      ['| option | type | means |', '| --- | --- | --- |', ...options.map(renderOption)].join('\n')
    ]),
    conclusion
  ].join('\n\n')}\n`
}

/**
 * Read the interfaces of a source that keeps to one form: a comment on one line or of one paragraph above each member, and each
 * member on one line.
 */
export function readTypes(text: string): readonly DocumentedType[] {
  const aliases = [...text.matchAll(/^export type (\w+) = (.+)$/gm)]
  const source = aliases.reduce((expanded, [, name, type]) => expanded.replaceAll(`: ${name}\n`, `: ${type}\n`), text)
  const pattern = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport interface (\w+) \{\n([\s\S]*?)\n\}/g
  return [...source.matchAll(pattern)].map(([, comment = '', name = '', body = '']) => ({
    name,
    summary: readComment(comment),
    options: readOptions(name, body)
  }))
}

function readOptions(type: string, body: string): readonly DocumentedOption[] {
  const options: DocumentedOption[] = []
  let comment: string | null = null
  for (const line of body.split('\n')) {
    const said = /^ {2}\/\*\* (.*) \*\/$/.exec(line)?.[1]
    const [, name, mark, written] = /^ {2}readonly (\w+)(\??): (.*)$/.exec(line) ?? []
    if (said !== undefined) comment = said
    else if (name === undefined || written === undefined || comment === null) {
      throw new SyntaxError(`\`${type}\`: \`${line.trim()}\` is no option below a comment on one line`)
    } else {
      options.push({name, required: mark === '', type: written.replace(/\breadonly /g, ''), summary: comment})
      comment = null
    }
  }
  return options
}

function readComment(text: string): string {
  return text.replace(/\n?\s*\*\s?/g, ' ').trim()
}

function renderOption({name, required, type, summary}: DocumentedOption): string {
  const cells = [`\`${name}\`${required ? ' (required)' : ''}`, `\`${plain(type)}\``, summary]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

/** Without the wrappers that only say that nothing changes it. */
function plain(type: string): string {
  const inner = /^(?:Readonly|Partial)<(.*)>$/.exec(type)?.[1]
  return inner === undefined ? type : plain(inner)
}
