/** What a cluster holds at one moment, minus what changes by nature. */
export interface Snapshot {
  /** As the guide calls it. */
  readonly cluster: string
  readonly objects: readonly SnapshotObject[]
}

/** One object, told from others by group, kind, namespace and name. */
export interface SnapshotObject {
  /** Empty for the core group. */
  readonly group: string
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  /** Of what somebody meant: equal as long as only its status changes. */
  readonly hash: string
}

/** How a cluster differs from what it was. */
export interface Difference {
  readonly added: readonly SnapshotObject[]
  readonly removed: readonly SnapshotObject[]
  readonly changed: readonly {readonly before: SnapshotObject; readonly after: SnapshotObject}[]
}

/** Compare what a cluster holds with what it held before; versions of an API are one and the same object. */
export function compareSnapshots(before: Snapshot, after: Snapshot): Difference {
  const old = new Map(before.objects.map((object) => [identityOf(object), object]))
  const current = new Map(after.objects.map((object) => [identityOf(object), object]))
  return {
    added: after.objects.filter((object) => !old.has(identityOf(object))),
    removed: before.objects.filter((object) => !current.has(identityOf(object))),
    changed: after.objects.flatMap((object) => {
      const previous = old.get(identityOf(object))
      return previous === undefined || isSame(previous, object) ? [] : [{before: previous, after: object}]
    })
  }
}

function identityOf({group, kind, namespace, name}: SnapshotObject): string {
  return [group, kind, namespace ?? '', name].join('\u0000')
}

function isSame(one: SnapshotObject, other: SnapshotObject): boolean {
  const names = new Set([...Object.keys(one.labels), ...Object.keys(other.labels)])
  return one.hash === other.hash && [...names].every((name) => one.labels[name] === other.labels[name])
}
