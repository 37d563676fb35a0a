import type {ElementContent} from 'hast'
import {h} from 'hastscript'
import {makeLine} from '../visible.ts'

/** A message on one line, what it quotes in backticks as code. */
export function inlineCode(message: string): ElementContent[] {
  return makeLine(message)
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) => (/^`[^`]+`$/.test(part) ? h('code', part.slice(1, -1)) : {type: 'text', value: part}))
}
