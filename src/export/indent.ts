import {simpleCommands} from '../bash/simple-commands.ts'

/** Indent a command that stands in a group, unless a line break in it is one of a quoted text or a heredoc. */
export function indent(command: string): string {
  const isText = simpleCommands(command).some(({assignments, words, redirections}) =>
    [...words, ...assignments.map(({value}) => value), ...redirections.map(({target}) => target)].some(
      (word) => word !== null && command.slice(word.start, word.end).includes('\n')
    )
  )
  return isText || command.includes('<<') ? command : command.replace(/^(?=.)/gm, '  ')
}
