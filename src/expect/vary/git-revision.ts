import {hexDigits, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Commits at the tip of a branch. */
export const gitRevision: VaryingKind = {
  id: 'git-revision',
  title: 'Commits at the tip of a branch',
  why: 'A branch moves on, and a repository of the reader has commits of its own. Behind the name of a branch, as Flux writes it (`main@sha1:…`, `main/…` with all 40 hexadecimal digits), any commit matches any other. A commit that is named alone must be the same.',
  forms: ['text', 'cell', 'value'],
  first: hexDigits,
  read: (text, at) => {
    const sign = text[at - 1]
    if (sign !== ':' && sign !== '/') return null
    const end = matchEnd(hex, text, at)
    if (end === -1 || isWordAt(text, end)) return null
    const before = text.slice(Math.max(0, at - 80), at)
    const isTip = sign === ':' ? atCommit.test(before) : end - at === 40 && onBranch.test(before)
    return isTip ? {end, shape: 'commit'} : null
  }
}

const hex = /[0-9a-f]{7,40}/y
const atCommit = /[\w./-]@sha1:$/
const onBranch = /(?:^|[\s'"(])[\w.-]{1,60}\/$/
