import {digits, isDigitAt, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Versions of the software under test, where configuration relaxes them. */
export const version: VaryingKind = {
  id: 'version',
  title: 'Versions of the software under test',
  why: 'Strict, unless configuration sets `anyVersion` for the page; only that of the client (`curl/8.5.0`) never matters. Then `1.22.0`, `v1.34.4` and `1.23-alpha.1` after a `v` match any other version. Names such as `v1` and `v1beta1`, protocol versions and addresses are never versions in this sense.',
  forms: ['text', 'cell', 'value'],
  first: `${digits}v`,
  read: (text, at, {anyVersion}) => {
    const relaxed = anyVersion || text.slice(Math.max(0, at - 5), at) === 'curl/'
    if (!relaxed || isWordAt(text, at - 1) || text[at - 1] === '.' || text.slice(at - 5, at) === 'HTTP/') return null
    // In names, dots are hyphens: `istiod-1-22-0-…`.
    const dashed = text[at - 1] === '-' || text[at - 1] === '=' ? matchEnd(revision, text, at) : -1
    if (dashed !== -1 && !isWordAt(text, dashed)) return {end: dashed, shape: 'revision'}
    const end = matchEnd(semantic, text, at)
    if (end === -1 || isWordAt(text, end) || (text[end] === '.' && isDigitAt(text, end + 1))) return null
    return {end, shape: 'version'}
  }
}

const revision = /\d{1,2}-\d{1,3}-\d{1,3}/y
const semantic =
  /(?:v\d{1,4}\.\d{1,5}(?:\.\d{1,5})?|\d{1,4}\.\d{1,5}\.\d{1,5})(?:-[0-9A-Za-z][0-9A-Za-z.]{0,39})?(?:\+[0-9A-Za-z.]{1,40})?/y
