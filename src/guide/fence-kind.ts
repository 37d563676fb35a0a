import {countEchoed} from './echo.ts'
import type {Lead} from './lead.ts'
import {callsOwnProgram} from './own-programs.ts'
import type {Page} from './page.ts'
import {looksLikeCommand, looksLikeOutput, sessionElsewhere} from './shell-lines.ts'
import {type Body, openingLine} from './steps.ts'

const scripts: ReadonlySet<string> = new Set(['bash', 'sh', 'shell', 'zsh'])
const sessions: ReadonlySet<string> = new Set(['console', 'shell-session', 'shellsession', 'sh-session', 'terminal'])

/** Whether a fence of a language is a shell's: a script or a session. */
export function isShell(language: string): boolean {
  return scripts.has(language) || sessions.has(language)
}

/** Whether a fence of a language shows what was typed and printed. */
export function isSession(language: string): boolean {
  return sessions.has(language)
}

/** Whether a fence that shows no prompts is commands: not output, which sessions mostly are, and not a file. */
export function isScript(body: Body, language: string, announced: boolean): boolean {
  const opening = openingLine(body)
  if (announced || sessions.has(language)) return looksLikeCommand(opening) && isShell(language)
  return scripts.has(language) && !looksLikeOutput(opening)
}

/** Whether a fence is marked as what its command has in a heredoc: `kubectl apply -f - <<EOF` to `EOF` can be no YAML. */
export function isHeredoc(body: Body, language: string): boolean {
  if (!/^(?:ya?ml|json)$/.test(language)) return false
  const opening = openingLine(body)
  const [, delimiter] = /<<-? ?["']?(\w+)["']?(?:\s|$)/.exec(opening) ?? []
  return delimiter !== undefined && looksLikeCommand(opening) && body.text.trimEnd().endsWith(`\n${delimiter}`)
}

const unmarked = 'a fence without a language, such as `bash`'
const mismarked = 'a fence of `yaml` or `json`, not of `bash`'
const unnamed = 'options without a command before them'
const unprompted = 'a session without a prompt, such as `$ `, of a program that is not known'
const rootOnly = 'a session whose `# ` may be a prompt or begin a comment'
const elsewhere = 'a session of another shell, such as one in a container'

/** Why a fence does not run that only looks like commands. */
export const unsure: ReadonlySet<string | null> = new Set([
  unmarked,
  mismarked,
  unnamed,
  unprompted,
  rootOnly,
  elsewhere
])

/** Why nobody but a person can tell whether a fence that looks like commands is to be run; null where it is no such fence. */
export function doubtOf(body: Body, language: string, lead: Lead, page: Page): string | null {
  const opening = openingLine(body)
  if (scripts.has(language)) return /^--?[a-z]/i.test(opening) && !looksLikeOutput(opening) ? unnamed : null
  if (sessions.has(language)) return doubtOfSession(body, lead)
  const isEcho = lead.announced && lead.command !== null && countEchoed(body.text, lead.command) > 0
  if (isEcho || !/^(?:|ya?ml|json)$/.test(language)) return null
  if (looksLikeCommand(opening.replace(/^\$ /, ''))) return language === '' ? unmarked : mismarked
  return language === '' && !lead.announced && callsOwnProgram(opening, page) ? unmarked : null
}

/** The call of some program, with an option or a pipe, which no output has that is only words: `osm metrics enable -n shop`. */
const call = /^[a-z][\w-]* (?:[^\s|;&<>`]+ )*(?:--?[a-z][\w-]*(?:[\s=]|$)|\| ?[a-z]+\b)/

/** Why nobody can tell of a session without prompts, which a sentence leads to that does not announce output. */
function doubtOfSession(body: Body, {announced, told}: Lead): string | null {
  const [first = ''] = body.masked.trimStart().split('\n', 1)
  if (!announced && first.startsWith('# ') && looksLikeCommand(first.slice(2))) return rootOnly
  if (announced || !told) return null
  const opening = openingLine(body).trim()
  if (sessionElsewhere.test(opening)) return elsewhere
  const isUnknown = call.test(opening) && !looksLikeCommand(opening) && !looksLikeOutput(opening)
  return isUnknown ? unprompted : null
}
