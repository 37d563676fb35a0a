/** What a person at the prompt wants. */
export type StepCommand =
  | {
      readonly type:
        | 'next'
        | 'skip'
        | 'again'
        | 'print'
        | 'list'
        | 'shell'
        | 'continue'
        | 'over'
        | 'quit'
        | 'keep'
        | 'help'
    }
  | {readonly type: 'until'; readonly line: number}
  | {readonly type: 'unknown'; readonly text: string}

const names: ReadonlyMap<string, Exclude<StepCommand['type'], 'until' | 'unknown'>> = new Map([
  ['', 'next'],
  ...(['next', 'skip', 'print', 'list', 'continue', 'quit', 'keep', 'help'] as const).flatMap(
    (name) => [[name, name] as const, [name[0] ?? name, name] as const] as const
  ),
  ['run', 'again'],
  ['r', 'again'],
  ['sh', 'shell'],
  ['shell', 'shell'],
  ['over', 'over'],
  ['o', 'over'],
  ['?', 'help'],
  ['exit', 'quit']
])

/** Read what was typed: letters and words as debuggers have them. */
export function readCommand(typed: string): StepCommand {
  const text = typed.trim()
  const until = /^(?:u|until)\s+(\d+)$/.exec(text)?.[1]
  if (until !== undefined) return {type: 'until', line: Number(until)}
  const type = names.get(text.toLowerCase())
  return type === undefined ? {type: 'unknown', text} : {type}
}

/** What can be typed, and what it does. */
export const help: string = `
  n, Enter  run this block and go on
  s         skip it
  r         run the last block again
  p         print the block once more
  l         list all blocks
  u LINE    run up to the block at a line of the page
  c         run to the end, or to the first failure
  sh        open a shell where the guide is
  o         start over, with everything new
  q, Ctrl-D quit, and give everything back
  k         quit, and keep the clusters
  Ctrl-C    end what runs and the guide, and give everything back
  h         show this
`.slice(1)
