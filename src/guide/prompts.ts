import {looksLikeCommand} from './shell-lines.ts'

/** How the commands of a block are told from their output. */
export interface PromptStyle {
  /** Matches a prompt at the start of a line, the space after it included. */
  readonly prompt: RegExp
  /** Whether `> ` at the start of a command's further lines is bash's second prompt. */
  readonly continues: boolean
  /** Whether comments between commands belong to the reader rather than to the output. */
  readonly comments: boolean
}

/** `$ ` opens a command, and nothing else does. */
export const dollar: PromptStyle = {prompt: /^\$(?: |$)/, continues: false, comments: false}

/** Of sessions, the likeliest first. */
const sessions: readonly PromptStyle[] = [
  /^\$(?:[ \t]+|$)/,
  // user@host$, user@host:~/dir$, host:~#, [user@host dir]$, bash-5.1$, (venv) user@host%
  /^(?:\([\w.-]+\) )?(?:\[ ?[\w.-]+@[\w.-]+(?:[ :][^\]\s]*)? ?\]|[\w.-]+:~[\w./-]*(?=[$#])|[\w.-]+@[\w.-]+(?::\S*?)?(?: \S+)?|bash-\d[\d.]*) ?[$#%](?: +|$)/,
  /^%(?: +|$)/
].map((prompt) => ({prompt, continues: true, comments: true}))

/** linkerd's guides have it; what follows must be known, because in a script it redirects. */
const angle: PromptStyle = {prompt: /^>(?:[ \t]+|$)/, continues: false, comments: true}

/** Of zsh, as its themes have it: `❯`, `➜  ~`, `➜  repo git:(main) ✗`, `~`. What follows must be known, too. */
const arrow: PromptStyle = {
  prompt: /^(?:[❯➜λ](?:[ \t]+(?:[~/]\S*|\S+(?=[ \t]+git:)))?(?:[ \t]+git:\([^)]*\))?(?:[ \t]+✗)?|~)(?:[ \t]+|$)/,
  continues: false,
  comments: true
}

const root: PromptStyle = {prompt: /^#(?: +|$)/, continues: true, comments: false}

/**
 * Find the prompts of a shell fence, or null where it has none and is all commands.
 *
 * `# ` is a comment in a script and root's prompt in a session. It is a prompt only in a block that opens with it, where no
 * other line reads like a command, and that is written as a session or of whose `# ` lines each calls a program.
 *
 * @param session whether the fence's language names a session (`console`) rather than a script (`bash`)
 */
export function findPrompts(lines: readonly string[], session: boolean): PromptStyle | null {
  const written = lines.filter((line) => line.trim() !== '')
  const opening = written.find((line) => !line.startsWith('#')) ?? ''
  const style = sessions.find(({prompt}) => prompt.test(opening))
  if (style !== undefined) return style
  const known = [angle, arrow].find(({prompt}) => {
    const called = opening.replace(prompt, '')
    return called !== opening && looksLikeCommand(called)
  })
  if (known !== undefined) return known
  if (session) {
    const later = sessions.find(({prompt}) => written.some((line) => prompt.test(line)))
    if (later !== undefined) return later
  }
  const [first = ''] = written
  if (!first.startsWith('# ')) return null
  const [prompted, others] = [written.filter((line) => /^# /.test(line)), written.filter((line) => !/^#/.test(line))]
  const isRoot = session ? looksLikeCommand(first.slice(2)) : prompted.every((line) => looksLikeCommand(line.slice(2)))
  return isRoot && others.length > 0 && !others.some(looksLikeCommand) ? root : null
}
