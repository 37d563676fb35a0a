import type {Difference, SnapshotObject} from './snapshot.ts'

/**
 * Say, a line per object, what a guide left behind in a cluster.
 *
 * A namespace stands for all that is in it.
 */
export function describeDifference(cluster: string, difference: Difference): readonly string[] {
  const namespaces = new Set(difference.added.filter(isNamespace).map(({name}) => name))
  const within = ({namespace}: SnapshotObject): boolean => namespace !== null && namespaces.has(namespace)
  const count = (name: string): number => difference.added.filter(({namespace}) => namespace === name).length
  const lines = [
    ...difference.added
      .filter((object) => !within(object))
      .map((object) => `${label(object)} was left behind${isNamespace(object) ? contents(count(object.name)) : ''}`),
    ...difference.changed.flatMap(({before, after}) => changes(before, after)),
    ...difference.removed.map((object) => `${label(object)} was there before and is gone`)
  ]
  return lines.map((line) => `${cluster}: ${line}`)
}

function isNamespace({group, kind}: SnapshotObject): boolean {
  return group === '' && kind === 'Namespace'
}

function contents(count: number): string {
  return count === 0 ? '' : `, with ${count} ${count === 1 ? 'object' : 'objects'} in it`
}

/** Such as ``Secret `cacerts` in namespace `istio-system` ``. */
function label({kind, name, namespace}: SnapshotObject): string {
  return `${kind} \`${name}\`${namespace === null ? '' : ` in namespace \`${namespace}\``}`
}

function changes(before: SnapshotObject, after: SnapshotObject): readonly string[] {
  const names = [...new Set([...Object.keys(before.labels), ...Object.keys(after.labels)])].sort()
  const labels = names.flatMap((name) => {
    const old = before.labels[name]
    const now = after.labels[name]
    if (old === now) return []
    if (old === undefined) return [`has the new label \`${name}=${now}\``]
    return [now === undefined ? `lost its label \`${name}=${old}\`` : `has \`${name}=${now}\` for \`${name}=${old}\``]
  })
  const texts = before.hash === after.hash ? labels : [...labels, 'was changed']
  return texts.map((text) => `${label(after)} ${text}`)
}
