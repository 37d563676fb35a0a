import type {Plan} from '../plan/plan.ts'
import {makeLine} from '../report/visible.ts'
import {callsOf} from './plain.ts'
import {quoteName} from './quote.ts'

/** What must be there before a script can run. */
export interface Requirements {
  /** Names of the variables that hold contexts, in their order. */
  readonly contexts: readonly string[]
  /** Files of the release. */
  readonly samples: readonly string[]
  /** Whether programs of the release are called. */
  readonly programs: boolean
  /** Programs that are called and do not come with every system. */
  readonly tools: readonly string[]
}

/** Programs worth naming, so that nobody finds out half-way that one is not there. */
const knownTools: ReadonlySet<string> = new Set([
  ...['kubectl', 'istioctl', 'helm', 'kustomize', 'argocd', 'flux', 'linkerd', 'cilium'],
  ...['docker', 'git', 'curl', 'wget', 'jq', 'yq', 'openssl', 'make', 'go', 'node', 'npm', 'python3']
])

/** Rules of ShellCheck on style, which the page's own commands need not keep: they stand as the page has them. */
const allowances = [
  ...['SC1090', 'SC1091', 'SC2002', 'SC2005', 'SC2006', 'SC2009', 'SC2010', 'SC2012', 'SC2015', 'SC2016', 'SC2018'],
  ...['SC2019', 'SC2028', 'SC2034', 'SC2046', 'SC2059', 'SC2086', 'SC2088', 'SC2116', 'SC2126', 'SC2129', 'SC2154'],
  ...['SC2155', 'SC2162', 'SC2181', 'SC2196', 'SC2197', 'SC2230']
].join(',')

/** Tell what the commands of a plan need. */
export function requirementsOf(plan: Plan): Requirements {
  const running = plan.blocks.filter(({skip}) => skip === null)
  const commands = running.flatMap(({steps}) => steps.map(({command}) => command)).join('\n')
  return {
    contexts: [...new Set(commands.match(/\bCTX_[A-Z0-9_]+/g) ?? [])].sort(),
    samples: plan.samples,
    programs: plan.samples.length > 0 || /\bistioctl\b/.test(commands),
    tools: toolsOf(commands)
  }
}

function toolsOf(commands: string): readonly string[] {
  return [...new Set(callsOf(commands))].filter((name) => knownTools.has(name)).sort()
}

/** The script's first lines: what it is, what it needs, and that it stops where that is not there. */
export function renderHeader(plan: Plan, requirements: Requirements): string {
  const {contexts, samples} = requirements
  const path = makeLine(plan.path)
  const pages = plan.pages.filter((page) => page !== plan.path).map(makeLine)
  const call = [...contexts.map((name) => `${name}=NAME`), 'bash', 'THIS_FILE'].join(' ')
  return [
    '#!/usr/bin/env bash',
    `# ${plan.title.replace(/\s+/g, ' ')}`,
    '#',
    `# What a reader of ${path} does, as a script:`,
    '# the same commands in the same order, and the same expectations, compared in a simpler way.',
    ...(pages.length === 0 ? [] : ['# With it come', ...pages.map((page) => `#   ${page}`)]),
    `# Written by \`guiderail export ${path}\`.`,
    '#',
    '# It needs',
    ...needsOf(plan, requirements).map((need) => `#   - ${need}`),
    '# and is called as',
    `#   ${call}`,
    '# It exits with 0 where everything came out as the page says, and cleans up where the page does.',
    '',
    '# The commands stand as the page has them.',
    `# shellcheck disable=${allowances}`,
    '',
    'if (($# > 0)); then',
    `  sed -n '2,/^$/s/^# \\{0,1\\}//p' "$0"`,
    '  [[ $1 == --help || $1 == -h ]] && exit 0',
    '  exit 2',
    'fi',
    '',
    '# As for a reader, a pipeline is what its last command is: there is no `pipefail`.',
    'set -e',
    '',
    ...contexts.map((name) => `: "\${${name}:?set it to the context of the cluster}"`),
    ...(samples.length === 0
      ? []
      : [
          `for sample in ${samples.map(quoteName).join(' ')}; do`,
          `  [[ -e $sample ]] || { printf '%s is not here; run this in a release\\n' "$sample" >&2; exit 1; }`,
          'done'
        ]),
    ''
  ].join('\n')
}

function needsOf({clusters}: Plan, {contexts, programs, tools}: Requirements): readonly string[] {
  return [
    ...(tools.length === 0 ? [] : [tools.join(', ')]),
    ...clusters.map(({name, network}) => {
      const variable = `CTX_${name.toUpperCase().replaceAll('-', '_')}`
      const how = contexts.includes(variable)
        ? `the name of its context in ${variable}`
        : "as kubectl's current context"
      return `a cluster, ${name} on ${network}, ${how}`
    }),
    ...(clusters.length > 1 ? ['pods that reach each other across clusters of one network, and no others'] : []),
    ...(clusters.length > 0 ? ['these contexts in ~/.kube/config, or in the file that KUBECONFIG names'] : []),
    programs
      ? 'the folder of an unpacked release as working directory; it writes there'
      : 'an empty folder as working directory'
  ]
}
