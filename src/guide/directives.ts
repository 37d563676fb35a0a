import type {Place} from '../place.ts'
import {type Problem, problem} from '../problem.ts'
import type {Directive} from './guide.ts'

const names: ReadonlySet<string> = new Set(['expect', 'skip', 'run', 'background', 'after', 'repeat', 'timeout'])

/** What the comments beside a block say, and what of it cannot be understood. */
export interface Directives {
  readonly directives: readonly Directive[]
  readonly problems: readonly Problem[]
}

/**
 * Read the directives in one HTML comment, one on each line that begins `guiderail:`.
 *
 * A comment that begins so may leave the word out on its other lines.
 *
 * @param html the comment as written
 * @param place where it stands
 */
export function readDirectives(html: string, place: Place): Directives {
  const directives: Directive[] = []
  const problems: Problem[] = []
  if (!isDirective(html)) return {directives, problems}
  for (const [index, source] of html.split(/\r\n?|\n/).entries()) {
    const text = source.replace(/^\s*(?:<!--+)?\s*(?:guiderail:)?\s*/, '').replace(/\s*(?:--+>\s*)?$/, '')
    if (text === '') continue
    const column = (index === 0 ? place.column : 1) + source.indexOf(text)
    const [written = ''] = /^\S+/.exec(text) ?? []
    // `expect: …` as in a configuration, `expect …` as in a sentence.
    const name = written.replace(/:$/, '')
    const line = place.line + index
    if (names.has(name)) directives.push({line, column, name, value: text.slice(written.length).trim()})
    else
      problems.push(
        problem('unknown-option', {file: place.file, line, column}, {found: name, expected: expectedNames()})
      )
  }
  return {directives, problems}
}

/** Whether an HTML node is a comment for Guiderail. */
export function isDirective(html: string): boolean {
  return /^\s*<!--+\s*guiderail:/.test(html)
}

function expectedNames(): string {
  return `one of ${[...names].map((name) => `\`${name}\``).join(', ')}`
}
