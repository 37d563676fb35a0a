import type {Plan} from '../plan/plan.ts'
import {quoteName} from './quote.ts'

/** What must be there before a script can run. */
export interface Requirements {
  /** Names of the variables that hold contexts, in their order. */
  readonly contexts: readonly string[]
  /** Files of the release. */
  readonly samples: readonly string[]
  /** Whether programs of the release are called. */
  readonly programs: boolean
}

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
    programs: plan.samples.length > 0 || /\bistioctl\b/.test(commands)
  }
}

/** The script's first lines: what it is, what it needs, and that it stops where that is not there. */
export function renderHeader(plan: Plan, {contexts, samples, programs}: Requirements): string {
  const pages = plan.pages.filter((page) => page !== plan.path)
  const needs = [
    ...plan.clusters.map(({name, network}) => {
      const variable = `CTX_${name.toUpperCase().replaceAll('-', '_')}`
      const how = contexts.includes(variable) ? `its context in ${variable}` : "kubectl's current context"
      return `a cluster ${name} on ${network}, ${how}`
    }),
    ...(programs ? ['an unpacked release as working directory'] : []),
    ...(plan.clusters.length === 0 && !programs ? ['an empty folder as working directory'] : [])
  ]
  return [
    '#!/usr/bin/env bash',
    `# ${plan.title.replace(/\s+/g, ' ')}`,
    '#',
    `# What a reader of ${plan.path} does, as a script: the same commands in the same order, and the same`,
    '# expectations, compared in a simpler way.',
    ...(pages.length === 0 ? [] : ['# With it come', ...pages.map((page) => `#   ${page}`)]),
    `# Written by \`guiderail export ${plan.path}\`.`,
    '#',
    '# It needs',
    ...needs.map((need) => `#   - ${need}`),
    '',
    '# The commands stand as the page has them.',
    `# shellcheck disable=${allowances}`,
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
