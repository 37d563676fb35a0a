import {digits, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Restart counts, with or without the time since the last one. */
export const restarts: VaryingKind = {
  id: 'restarts',
  title: 'Restart counts',
  why: 'A pod may be restarted while a dependency comes up. In the column `RESTARTS`, any count matches any other, with or without its age (`1 (3m ago)`); without headers (`--no-headers`), after what is ready and the status. A count elsewhere must be the same.',
  forms: ['text', 'cell'],
  first: digits,
  read: (text, at, {form, name}) => {
    if (form === 'text' ? !statusBefore.test(text.slice(Math.max(0, at - 60), at)) : name !== 'restarts' || at !== 0)
      return null
    const end = matchEnd(count, text, at)
    if (end === -1 || (form === 'text' ? text[end] !== ' ' : end !== text.length)) return null
    return {end, shape: 'count'}
  }
}

const count = /\d{1,6}(?: \([0-9a-z]{1,16} ago\))?/y
const statusBefore = /(?:^|\s)\d{1,4}\/\d{1,4} {1,20}[A-Z][A-Za-z:]{2,30} {1,20}$/
