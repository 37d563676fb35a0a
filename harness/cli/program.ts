import {Command, InvalidArgumentError, Option} from 'commander'
import {packageVersion} from '../package-version.ts'
import {withPageReader} from './start-early.ts'

/**
 * The command line: commands with their options. What a command does is loaded when it is called.
 *
 * `docs/reference/cli.md` is made from it.
 */
export function createProgram(): Command {
  const program = new Command('guiderail')
    .description('Run the guides of a documentation site, and judge them by what the pages themselves say.')
    .version(packageVersion())
    .addHelpText(
      'after',
      `
Begin with \`guiderail list\` and \`guiderail check\`: they read pages and run nothing.

Exit status: 0 all passed; 1 a guide failed; 2 a guide, option or configuration is
wrong; 3 this machine lacks something that a live run needs; 130 interrupted.`
    )
    .showHelpAfterError('(run with --help for what there is)')
    // Wrong options are exit status 2, as wrong guides are.
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

  const config = new Option('--config <file>', 'configuration (default: the nearest guiderail.config.ts)')
  const guides = ['[guide...]', 'pages, folders or globs (default: `guides` of the configuration)'] as const

  program
    .command('run', {isDefault: false})
    .description('run guides on clusters made for them, or judge recordings of such runs')
    .argument(...guides)
    .option('--live', 'run against real clusters; never falls back to recordings')
    .addOption(new Option('--replay', 'judge recordings; nothing is run').conflicts('live'))
    .addOption(new Option('--record', 'keep what happens beside each guide that passes').conflicts('replay'))
    .option(
      '--changed [ref]',
      'only guides that changes since a ref touch (default: where the branch left the main one)'
    )
    .addOption(new Option('--explain', 'say why each guide was chosen').implies({changed: true}))
    .addOption(
      new Option(
        '--watch',
        'judge a guide again from its recording whenever something it depends on is saved'
      ).conflicts([
        'live',
        'record',
        'changed',
        'explain',
        'keep',
        'reuse',
        'json',
        'junit',
        'html',
        'logs',
        'reporter',
        'shard',
        'block'
      ])
    )
    .option('--block <id>', 'only this block and what comes before it')
    .option('--shard <i/n>', 'the i-th of n equal parts', parseShard)
    .option('--workers <n>', 'guides that run at the same time', parseCount)
    .option('--keep', 'leave the clusters, and say how to use and delete them')
    .option('--reuse', 'take clusters again that an earlier run kept')
    .option('--json <file>', 'write what became of each step (`-` for standard output)')
    .option('--junit <file>', 'write a JUnit report')
    .option('--html <file>', 'write a report to look at')
    .option('--logs <folder>', 'keep the logs of clusters whose guides failed')
    .option('--reporter <name>', "one of Vitest's own reporters, besides; may be given several times", collect)
    .addOption(config)
    .action(async (args: string[], options) => {
      if (options.watch) await (await import('./watch.ts')).watch(args, options)
      else await (await import('./run.ts')).run(args, options)
    })

  program
    .command('list')
    .description('show what would run, and what checks it')
    .argument(...guides)
    .option('--json', 'as JSON')
    .addOption(config)
    .action((args: string[], options) =>
      withPageReader(args, async (reader) => (await import('./list.ts')).list(args, {...options, reader}))
    )

  program
    .command('check')
    .description('read guides without running them: errors, alternatives to choose, claims that nothing checks')
    .argument(...guides)
    .addOption(
      new Option('--format <format>', 'how to report (default: text, and on GitHub annotations besides)').choices([
        'text',
        'json',
        'github'
      ])
    )
    .addOption(config)
    .action((args: string[], options) =>
      withPageReader(args, async (reader) => (await import('./check.ts')).check(args, {...options, reader}))
    )

  program
    .command('step')
    .description('reproduce a guide block by block at a prompt')
    .argument('<guide>', 'a page')
    .option('--replay', 'step through its recording; nothing is run')
    .addOption(config)
    .action(async (guide: string, options) => (await import('./step.ts')).step(guide, options))

  program
    .command('export')
    .description('write a guide as one plain bash script that does the same without Guiderail, to standard output')
    .argument('<guide>', 'a page')
    .addOption(config)
    .action(async (guide: string, options) => (await import('./export.ts')).exportGuide(guide, options))

  program
    .command('report')
    .description('make one report of several runs, such as the shards of one')
    .argument('<file...>', 'what `run --json` wrote')
    .option('--json <file>', 'write the runs as one (`-` for standard output)')
    .option('--junit <file>', 'write a JUnit report')
    .option('--html <file>', 'write a report to look at')
    .action(async (files: string[], options) => (await import('./report.ts')).report(files, options))

  program
    .command('update')
    .description('rewrite expected output that no longer holds, from the recording beside a guide or from a run')
    .argument(...guides)
    .option('--write', 'write the pages without asking')
    .option('--json <file>', 'a run, as `run --json` wrote it')
    .addOption(config)
    .action(async (args: string[], options) => (await import('./update.ts')).update(args, options))

  program
    .command('clean')
    .description('remove whatever dead runs left behind, and kept clusters')
    .action(async () => (await import('./clean.ts')).cleanUp())

  return program
}

function collect(name: string, names: readonly string[] = []): readonly string[] {
  return [...names, name]
}

function parseCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('expected a whole number from 1')
  return count
}

function parseShard(text: string): {readonly index: number; readonly count: number} {
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number)
  if (index < 1 || index > count) throw new InvalidArgumentError('expected i/n, such as 1/3')
  return {index, count}
}
