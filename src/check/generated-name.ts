import {safeCharacters, stemOf} from '../expect/vary/generated-suffix.ts'
import type {Finding, ParsedCommand} from './finding.ts'
import {type Invocation, invocationOf} from './invocation.ts'

/** Programs that are told of pods by name. */
const clients: ReadonlySet<string> = new Set(['kubectl', 'oc', 'istioctl', 'stern', 'linkerd', 'cilium'])

/** Nearly every hash of a template has so many characters and a digit; a random id follows. */
const podOfDeployment = new RegExp(
  `^(?:pods?/)?([a-z0-9][a-z0-9.-]*)-(?=[a-z]*\\d)[${safeCharacters}]{8,10}-[${safeCharacters}]{5}(?![\\w-])`
)
/** A controller that names what it makes by a UUID; nobody chooses one. */
const uuid = /^(?:[a-z][a-z.]*\/)?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** `web-backup-20240102030405`, as Velero names what it makes by the time. */
const byTime = /-20\d{12}$/

/** Follows which names a page shows from step to step. */
export interface NameCheck {
  /** Find objects that are named as in the author's cluster, in a step above and below which the page shows output. */
  readonly findGenerated: (parsed: ParsedCommand, above: readonly string[], below: string | null) => readonly Finding[]
}

/**
 * Find objects that are named as in the author's cluster, over the steps of a guide in the order in which they run:
 * `web-7d4b9c6f5d-x2x9k` is called otherwise in any other, as is what has a UUID for its name, and what a page shows as made
 * by an earlier step, with an ending that no step has given it.
 */
export function followNames(): NameCheck {
  const commands: string[] = []
  const outputs: string[] = []
  const isMade = (name: string): boolean =>
    isGenerated(name) &&
    outputs.some((text) => namesIn(text).includes(name)) &&
    !commands.some((text) => text.includes(name))
  return {
    findGenerated: (parsed, above, below) => {
      outputs.push(...above)
      const findings = parsed.commands.flatMap((command) => findNames(parsed.text, invocationOf(command), isMade))
      commands.push(...(findings.length === 0 ? [parsed.text] : []))
      if (below !== null) outputs.push(below)
      return findings
    }
  }
}

function findNames(
  text: string,
  {program, arguments: words}: Invocation,
  isMade: (name: string) => boolean
): readonly Finding[] {
  return words.flatMap(({literal, start, end}): readonly Finding[] => {
    if (!literal) return []
    const word = text.slice(start, end)
    const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('=')) + 1)
    const [found, deployment = ''] = clients.has(program) ? (podOfDeployment.exec(word) ?? []) : []
    if (found !== undefined)
      return [{ruleId: 'generated-name', offset: start, detail: {found, expected: `deploy/${deployment}`}}]
    if (clients.has(program) && uuid.test(word))
      return [{ruleId: 'generated-name', offset: start, detail: {found: word}}]
    return isMade(name) ? [{ruleId: 'generated-name', offset: start, detail: {found: word}}] : []
  })
}

function isGenerated(name: string): boolean {
  return byTime.test(name) || stemOf(name) !== name
}

function namesIn(text: string): readonly string[] {
  return text.split(/[^\w.-]+/)
}
