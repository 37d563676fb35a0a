import {readTokens, type Token} from '../expect/line.ts'
import type {LineSetting} from '../expect/line-pattern.ts'

/** A sample line as an extended regular expression, for text whose blanks are squeezed. */
export interface Pattern {
  readonly source: string
  /** True where it stands for nothing but its own text. */
  readonly literal: boolean
}

/** Make the pattern of a sample line: values that vary by nature become what they may be, `...` becomes anything. */
export function patternOf(line: string, setting: LineSetting): Pattern {
  const tokens = readTokens(line.trimEnd(), {...setting, side: 'sample', lenient: true})
  return {
    source: tokens.map(sourceOf).join(''),
    literal: tokens.every(({type}) => type === 'text' || type === 'blank')
  }
}

function sourceOf(token: Token): string {
  switch (token.type) {
    case 'text':
      return token.text.replace(/[\\.[\](){}*+?|^$]/g, '\\$&')
    case 'blank':
      return ' '
    case 'gap':
      return '.*'
    case 'value':
      if (token.kind.id === 'generated-suffix') return '[a-z0-9-]+'
      // A restart count may carry the time of the last one, a date its hours.
      return token.kind.id === 'restarts' || token.text.includes(' ') ? '.+' : '[^ ]+'
  }
}
