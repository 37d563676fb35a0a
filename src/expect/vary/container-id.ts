import {hexDigits, isWordAt, matchEnd} from './character.ts'
import type {Setting, VaryingKind} from './kind.ts'

/** Ids of containers. */
export const containerId: VaryingKind = {
  id: 'container-id',
  title: 'Ids of containers',
  why: 'The runtime draws an id of 64 hexadecimal digits for each container. In the column `CONTAINER ID` (12 of them), after `Container ID:` and under `containerID`, any matches any other of the same length. The id of an image says which content it has, and must be the same, as must the name of the runtime.',
  forms: ['text', 'cell', 'value'],
  first: hexDigits,
  read: (text, at, setting) => {
    if (!isPlace(text, at, setting)) return null
    const end = matchEnd(id, text, at)
    return end === -1 || isWordAt(text, end) ? null : {end, shape: `${end - at} digits`}
  }
}

const id = /[0-9a-f]{64}|[0-9a-f]{12}(?![0-9a-f])/y

function isPlace(text: string, at: number, {form, name}: Setting): boolean {
  if (form === 'cell') return name === 'container id' && at === 0
  if (!text.startsWith('://', at - 3)) return false
  if (form === 'value') return name === 'containerid' || name === 'container id'
  return at < 120 && /^ *Container ID: +[a-z-]{1,30}:\/\/$/.test(text.slice(0, at))
}
