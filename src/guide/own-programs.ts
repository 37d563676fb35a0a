import type {Page} from './page.ts'
import {looksLikeOutput} from './shell-lines.ts'

/** A program with words behind it, of which one is an option, or a prompt before it: what it prints is no such thing. */
const call = /^(?:\$ ([a-z][\w-]*)(?:\s|$)|([a-z][\w-]*) (?:[^\s|;&<>`]+ )*--?[a-z])/

/** The first program that a shell's fence calls. */
const opening =
  /^[ \t>]*(?:`{3,}|~{3,}) ?(?:bash|sh|shell|zsh|console|shell-session|shellsession|sh-session|terminal)\b[^\n]*\n(?:[ \t>]*#[^\n]*\n)*[ \t>]*(?:\$ )?([a-z][\w-]*)(?= )/gm

/** Whether a line calls a program that a shell's fence of its page calls, too. */
export function callsOwnProgram(line: string, page: Page): boolean {
  const [, prompted, named] = call.exec(line) ?? []
  const program = prompted ?? named
  return program !== undefined && !looksLikeOutput(line) && programsOf(page).has(program)
}

const known = new WeakMap<Page, ReadonlySet<string>>()

function programsOf(page: Page): ReadonlySet<string> {
  const programs = known.get(page) ?? new Set([...page.source.matchAll(opening)].map(([, program = '']) => program))
  known.set(page, programs)
  return programs
}
