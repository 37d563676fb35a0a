import type {Argument, Command, Option} from 'commander'
import {exitStatus} from '../harness/cli/errors.ts'
import {createProgram} from '../harness/cli/program.ts'

const statuses: Readonly<Record<keyof typeof exitStatus, string>> = {
  passed: 'All passed. For `check`: no page has an error.',
  failed: 'A guide failed.',
  wrong: 'A guide, an option or the configuration is wrong. Nothing was run.',
  lacking: 'The machine lacks something that a live run needs, such as an engine, a tool or space on the disk.',
  interrupted: 'Ended by Ctrl-C, SIGTERM or SIGHUP, after everything was given back.'
}

const environment: Readonly<Record<string, string>> = {
  GUIDERAIL_NODE_IMAGE: "kind's node image. Wins over `nodeImage` at the top of the configuration.",
  GUIDERAIL_CLUSTER_TIMEOUT:
    'Limit of one attempt to create a cluster, such as `5m`. Wins over `clusterTimeout` in the configuration.',
  GUIDERAIL_METALLB: "MetalLB's manifest, a path or an address. Wins over `metallb` in the configuration.",
  ISTIO_HOME: 'An unpacked release. Wins over `release` in the configuration.',
  GUIDERAIL_STATE: 'Folder in which leases are kept. Default: `guiderail` in `XDG_STATE_HOME` or `~/.local/state`.',
  TMPDIR: 'Folder for the working directories of guides. Default: that of the system.',
  NO_COLOR: 'Without colours. `FORCE_COLOR` asks for them where there is no terminal.',
  CI: 'A replay warns that it is one.',
  GITHUB_ACTIONS: 'Where it is `true`, failures become annotations on lines of pages.',
  GITHUB_BASE_REF: 'The branch that a pull request is for, with which `--changed` compares.',
  GITHUB_STEP_SUMMARY: "A file to which the run's table is added, as GitHub sets it."
}

/** The reference page of the command line, made from the definitions that parse it. */
export function renderCliPage(): string {
  const program = createProgram()
  return `${[
    '# Command line',
    '<!-- Made by `npm run docs` from `harness/cli/program.ts`; changes here are lost. -->',
    program.description(),
    'Results go to standard output, progress and diagnostics to standard error. `guiderail help COMMAND` prints what is below.',
    ...program.commands.map(renderCommand),
    '## Exit status',
    table(
      ['status', 'when'],
      Object.entries(exitStatus).map(([name, number]) => [String(number), statuses[name as keyof typeof exitStatus]])
    ),
    '## Environment',
    'What belongs to a machine rather than to a site comes from the environment. None of these variables is needed. Which of the' +
      ' environment reaches a guide is another matter: see [security](../explanation/security.md).',
    table(
      ['variable', 'means'],
      Object.entries(environment).map(([name, text]) => [`\`${name}\``, text])
    )
  ].join('\n\n')}\n`
}

function renderCommand(command: Command): string {
  const called = ['guiderail', command.name(), ...command.registeredArguments.map(nameOf)].join(' ')
  const described = [
    ...command.registeredArguments.map((argument) => [`\`${nameOf(argument)}\``, argument.description]),
    ...command.options.map((option) => [`\`${option.flags}\``, describe(option)])
  ]
  return [
    `## guiderail ${command.name()}`,
    sentence(command.description()),
    fence(command.options.length === 0 ? called : `${called} [options]`),
    ...(described.length === 0 ? [] : [table(['argument or option', 'means'], described)])
  ].join('\n\n')
}

function nameOf(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name()
  return argument.required ? `<${name}>` : `[${name}]`
}

function describe(option: Option): string {
  const choices = option.argChoices?.map((choice) => `\`${choice}\``).join(', ')
  const standard = typeof option.defaultValue === 'string' ? `default: \`${option.defaultValue}\`` : undefined
  const excluded = excludedBy(option).map((name) => `\`--${name}\``)
  return [
    option.description,
    choices === undefined ? undefined : `one of ${choices}`,
    standard,
    excluded.length === 0 ? undefined : `not together with ${excluded.join(', ')}`
  ]
    .filter((part) => part !== undefined)
    .join('; ')
}

/** Names of options that cannot be given beside this one, which commander's types leave out. */
function excludedBy(option: Option): readonly string[] {
  const excluded: unknown = 'conflictsWith' in option ? option.conflictsWith : []
  return Array.isArray(excluded) ? excluded.map(String) : []
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function fence(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
