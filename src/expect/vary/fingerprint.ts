import {hexDigits, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Fingerprints of client certificates, as proxies pass them on. */
export const fingerprint: VaryingKind = {
  id: 'fingerprint',
  title: 'Fingerprints of certificates',
  why: 'A workload gets a certificate of its own, which is renewed. In `x-forwarded-client-cert`, the digest after `Hash=` matches any other; elsewhere a digest must be the same.',
  forms: ['text', 'value'],
  first: hexDigits,
  read: (text, at) => {
    if (text.slice(Math.max(0, at - 5), at) !== 'Hash=') return null
    const end = matchEnd(digest, text, at)
    return end === -1 || isWordAt(text, end) ? null : {end, shape: 'SHA-256'}
  }
}

const digest = /[0-9a-fA-F]{64}/y
