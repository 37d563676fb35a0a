import {isWordAt, matchEnd, nameStarts} from './character.ts'
import type {Reading, Setting, VaryingKind} from './kind.ts'

/** Suffixes that Kubernetes and its controllers generate: hashes of replica sets and revisions, ids of pods, jobs and token secrets. */
export const generatedSuffix: VaryingKind = {
  id: 'generated-suffix',
  title: 'Generated name suffixes',
  why: 'Kubernetes appends a hash or a random id to the names of what it makes from a template. Whatever the suffix of the sample looks like, the actual one must be one that Kubernetes can generate. The rest of the name, versions and ordinals included, must be the same. Where vcluster shows such a name on its host (`web-7d4b9c6f5d-x2x9k-x-default-x-mine`), it is read up to `-x-`; in the column `NAME`, 32 hexadecimal digits are a suffix, too. The label `pod-template-hash` is such a hash. Namespaces, services, deployments, stateful sets and daemon sets are named by people (`namespace/team-b2k4x`).',
  forms: ['text', 'cell', 'value'],
  first: `${nameStarts}ABCDEFGHIJKLMNOPQRSTUVWXYZ`,
  read: (text, at, setting) => {
    if (isLabel(text, at, setting)) return readLabel(text, at, setting)
    // A suffix follows a stem and `-`, and ends the name, or what another name was made of.
    if (text[at - 1] !== '-' || !isWordAt(text, at - 2)) return null
    const end = suffixEnd(text, at)
    if (end === -1 || isWordAt(text, end)) return null
    if (byPeople.test(text.slice(Math.max(0, at - 100), at))) return null
    const shape = shapeOf(text.slice(at, end).split('-'), setting)
    return shape === null ? null : ({end, shape} satisfies Reading)
  }
}

function isLabel(text: string, at: number, {form, name}: Setting): boolean {
  return form === 'value' && at === 0
    ? ofTemplate.test(name ?? '')
    : /[=: "]/.test(text[at - 1] ?? '') && labelBefore.test(text.slice(Math.max(0, at - 24), at))
}

function readLabel(text: string, at: number, {side, lenient}: Setting): Reading | null {
  const end = matchEnd(segment, text, at)
  if (end === -1 || isWordAt(text, end)) return null
  const value = text.slice(at, end)
  return isHash(value) || (side === 'sample' && lenient && looksMade(value)) ? {end, shape: 'hash'} : null
}

const ofTemplate = /^pod[_-]template[_-]hash$/
const labelBefore = /pod[_-]template[_-]hash"?(?:=|: ?)"?$/
const segment = /[a-z0-9]{1,16}/y

const byPeople = /(?:^|\s)(?:namespace|service|(?:deployment|statefulset|daemonset)\.apps)\/[a-z0-9.-]{0,80}$/
const remainder = /[0-9a-f]{32}|[A-Za-z0-9]{1,16}(?:-(?!x-)[A-Za-z0-9]{1,16})?/y
// Nothing else looks like both in a row, so they may stand in the middle.
const podWithin = /[4-9bcdf]{7,10}-[bcdfghjklmnpqrstvwxz2456789]{5}(?=-)/y

/** The end of a suffix; where vcluster syncs a pod, its host calls it `web-7d4b9c6f5d-x2x9k-x-default-x-mine`. */
function suffixEnd(text: string, at: number): number {
  const end = matchEnd(remainder, text, at)
  return text[end] === '-' && !text.startsWith('-x-', end) ? matchEnd(podWithin, text, at) : end
}

/**
 * The characters of what Kubernetes generates: no vowels, so that no words arise, and no digits that look like them.
 *
 * Source: k8s.io/apimachinery/pkg/util/rand
 */
export const safeCharacters = 'bcdfghjklmnpqrstvwxz2456789'
const safe = new RegExp(`^[${safeCharacters}]+$`)

// Words that this alphabet can spell nevertheless.
const words: ReadonlySet<string> = new Set([
  ...['https', 'http2', 'html5', 'mssql', 'mqtts', 'tmpfs', 'btrfs', 'rtmps', 'grpcs', 'xhtml', 'dhcp4', 'dhcp6'],
  ...['pgsql', 'nfsv4', 'ppc64', 'mgmt2']
])

function shapeOf(segments: readonly string[], {side, lenient, form, name}: Setting): string | null {
  const [first = '', second] = segments
  const made = side === 'sample' && lenient
  // Elsewhere, as in a name of a file, so many may be the digest of a content.
  if (first.length === 32) return form !== 'text' && name === 'name' ? '32 digits' : null
  if (second !== undefined) {
    return (isHash(first) || isJobId(first) || (made && looksMade(first))) &&
      (isPodId(second) || (made && looksMade(second)))
      ? 'pod of a template'
      : null
  }
  if (isLonePodId(first) || (made && first.length === 5 && looksMade(first))) return 'pod'
  return isLoneHash(first) || isJobId(first) || (made && first.length > 5 && looksMade(first)) ? 'hash' : null
}

// A hash is a 32-bit number in decimal, digit by digit in that alphabet: nearly always eight to ten characters.
function isHash(segment: string): boolean {
  return segment.length >= 5 && segment.length <= 10 && safe.test(segment) && !words.has(segment)
}

function isPodId(segment: string): boolean {
  return segment.length === 5 && safe.test(segment)
}

// Alone, five digits are rather a number and seven letters rather a name.
function isLonePodId(segment: string): boolean {
  return isPodId(segment) && /[a-z]/.test(segment) && !words.has(segment)
}

function isLoneHash(segment: string): boolean {
  return segment.length >= 7 && segment.length <= 10 && safe.test(segment) && /\d/.test(segment)
}

// CronJobs name their jobs by the scheduled time: minutes since 1970, in seconds before Kubernetes 1.21.
function isJobId(segment: string): boolean {
  return /^(?:2[4-9]\d{6}|3\d{7}|1[4-9]\d{8}|2[0-3]\d{8})$/.test(segment)
}

/** What authors make up, or old releases generated: `1234567890`, `abcde`, `xxxxx`, `abc12`, `a1b2c`. */
function looksMade(segment: string): boolean {
  if (segment.length < 3 || words.has(segment.toLowerCase())) return false
  if (/^\d{6,}$/.test(segment) || isInRuns(segment.toLowerCase())) return true
  if (/^v\d/.test(segment)) return false
  return (
    segment.length >= 4 &&
    (/^[a-z]+\d+[a-z]/.test(segment) || /^\d+[a-z]/.test(segment) || (segment.length === 5 && safe.test(segment)))
  )
}

// `abc12` is the runs `abc` and `12`; `xxxxx` is one as well. Two digits alone are rather an ordinal.
function isInRuns(segment: string): boolean {
  let run = 1
  for (let at = 1; at <= segment.length; at++) {
    const step = segment.charCodeAt(at) - segment.charCodeAt(at - 1)
    if (step === 0 || step === 1) run++
    else if (run < 2) return false
    else run = 1
  }
  return /[a-z]/.test(segment)
}

/** A name without its generated suffix. */
export function stemOf(name: string): string {
  const setting: Setting = {side: 'actual', lenient: false, form: 'cell', name: 'name', anyVersion: false}
  for (let at = name.indexOf('-'); at !== -1; at = name.indexOf('-', at + 1)) {
    if (generatedSuffix.read(name, at + 1, setting)?.end === name.length) return name.slice(0, at)
  }
  return name
}
