import {safeCharacters} from '../expect/vary/generated-suffix.ts'
import type {Finding, ParsedCommand} from './finding.ts'
import {invocationOf} from './invocation.ts'

/** Programs that are told of pods by name. */
const clients: ReadonlySet<string> = new Set(['kubectl', 'oc', 'istioctl', 'stern', 'linkerd', 'cilium'])

/** Nearly every hash of a template has so many characters and a digit; a random id follows. */
const podOfDeployment = new RegExp(
  `^(?:pods?/)?([a-z0-9][a-z0-9.-]*)-(?=[a-z]*\\d)[${safeCharacters}]{8,10}-[${safeCharacters}]{5}(?![\\w-])`
)
/** A controller that names what it makes by a UUID; nobody chooses one. */
const uuid = /^(?:[a-z][a-z.]*\/)?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/**
 * Find objects that are named as in the author's cluster: `web-7d4b9c6f5d-x2x9k` is called otherwise in any other, as is what
 * has a UUID for its name.
 */
export function findGeneratedNames({text, commands}: ParsedCommand): readonly Finding[] {
  return commands.flatMap((command): readonly Finding[] => {
    const {program, arguments: words} = invocationOf(command)
    if (!clients.has(program)) return []
    return words.flatMap(({literal, start, end}): readonly Finding[] => {
      const word = text.slice(start, end)
      if (!literal) return []
      if (uuid.test(word)) return [{ruleId: 'generated-name', offset: start, detail: {found: word}}]
      const [found, deployment = ''] = podOfDeployment.exec(word) ?? []
      if (found === undefined) return []
      return [{ruleId: 'generated-name', offset: start, detail: {found, expected: `deploy/${deployment}`}}]
    })
  })
}
