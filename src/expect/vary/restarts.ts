import {digits} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Restart counts, with or without the time since the last one. */
export const restarts: VaryingKind = {
  id: 'restarts',
  title: 'Restart counts',
  why: 'A pod may be restarted while a dependency comes up. In the column `RESTARTS`, any count matches any other, with or without its age (`1 (3m ago)`). A count elsewhere must be the same.',
  forms: ['cell'],
  first: digits,
  read: (text, at, {form, name}) =>
    form === 'cell' && name === 'restarts' && at === 0 && /^\d{1,6}(?: \([0-9a-z]{1,16} ago\))?$/.test(text)
      ? {end: text.length, shape: 'count'}
      : null
}
