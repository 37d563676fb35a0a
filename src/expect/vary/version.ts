import {digits, isDigitAt, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Versions of the software under test, where configuration relaxes them. */
export const version: VaryingKind = {
  id: 'version',
  title: 'Versions of the software under test',
  why: 'Strict, unless configuration sets `anyVersion` for the page; only that of a client (`curl/8.5.0`, `Fortio 1.66.5`) never matters. Then `1.22.0`, `v1.34.4` and `1.23-alpha.1` match any other version, as does `1.22` where the column, the key, the word before it or an image says that it is one. Elsewhere `1.22` is a number. Names such as `v1` and `v1beta1`, protocol versions and addresses are never versions in this sense.',
  forms: ['text', 'cell', 'value'],
  first: `${digits}v`,
  read: (text, at, {anyVersion, form, name}) => {
    const relaxed = anyVersion || ofClient.test(text.slice(Math.max(0, at - 7), at))
    if (!relaxed || isWordAt(text, at - 1) || text[at - 1] === '.' || text.slice(at - 5, at) === 'HTTP/') return null
    // In names, dots are hyphens: `istiod-1-22-0-…`.
    const dashed = text[at - 1] === '-' || text[at - 1] === '=' ? matchEnd(revision, text, at) : -1
    if (dashed !== -1 && !isWordAt(text, dashed)) return {end: dashed, shape: 'revision'}
    const isNamed =
      form === 'text' ? saysVersion.test(text.slice(Math.max(0, at - 80), at)) : ofVersion.test(name ?? '')
    const isTag = text[at - 1] === ':' && ofImage.test(text.slice(Math.max(0, at - 80), at))
    const end = matchEnd(isNamed || isTag ? short : semantic, text, at)
    if (end === -1 || isWordAt(text, end) || (text[end] === '.' && isDigitAt(text, end + 1))) return null
    return {end, shape: 'version'}
  }
}

const ofClient = /(?:curl\/|^Fortio )$/
const revision = /\d{1,2}-\d{1,3}-\d{1,3}/y
const suffix = String.raw`(?:-[0-9A-Za-z][0-9A-Za-z.]{0,39})?(?:\+[0-9A-Za-z.]{1,40})?`
const early = String.raw`\d{1,4}\.\d{1,5}(?=-(?:alpha|beta|rc|dev|pre|snapshot)\b)`
const semantic = new RegExp(
  String.raw`(?:v\d{1,4}\.\d{1,5}(?:\.\d{1,5})?|\d{1,4}\.\d{1,5}\.\d{1,5}|${early})${suffix}`,
  'y'
)
// Two numbers are a version only where something says so.
const short = new RegExp(String.raw`v?\d{1,4}\.\d{1,5}(?:\.\d{1,5})?${suffix}`, 'y')
const saysVersion = /\b(?:version|release)["']?[:=]? ?["'(]?$/i
const ofVersion = /version|^tag$/
const ofImage = /[\w.-]\/[\w.-]{1,60}:$/
