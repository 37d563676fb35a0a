/** What `kubectl get nodes,pods -o json` prints, as far as it is read here. */
export interface ResourceList {
  readonly items: readonly Resource[]
}

interface Resource {
  readonly kind: string
  readonly metadata: {readonly name: string; readonly namespace?: string; readonly deletionTimestamp?: string}
  readonly spec?: {readonly nodeName?: string}
  readonly status?: {
    readonly phase?: string
    readonly conditions?: readonly Condition[]
    readonly containerStatuses?: readonly ContainerStatus[]
    readonly initContainerStatuses?: readonly ContainerStatus[]
  }
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string
  readonly message?: string
}

interface ContainerStatus {
  readonly name: string
  readonly ready: boolean
  readonly restartCount: number
  readonly image: string
  readonly state?: Readonly<
    Record<string, {readonly reason?: string; readonly message?: string; readonly exitCode?: number}>
  >
}

/** An event, as far as it is shown. */
export interface Event {
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly count?: number
  readonly involvedObject: {readonly kind: string; readonly name: string; readonly namespace?: string}
}

/** A pod that is not ready, with those of its containers that are to blame. */
export interface Pod {
  readonly metadata: {readonly namespace: string; readonly name: string}
  readonly phase: string
  readonly conditions: readonly Condition[]
  readonly containers: readonly {
    readonly name: string
    readonly state: string
    readonly image: string
    /** Whether its image cannot be pulled. */
    readonly unpullable: boolean
    readonly restarts: number
    /** Whether it ran at all, so that it has a log. */
    readonly started: boolean
  }[]
}

/** Pods that should be ready and are not; those that ended well are fine. */
export function unreadyPods(items: readonly Resource[]): readonly Pod[] {
  return items
    .filter(({kind, metadata, status}) => {
      if (kind !== 'Pod' || status?.phase === 'Succeeded' || metadata.deletionTimestamp !== undefined) return false
      return !(status?.conditions ?? []).some((condition) => condition.type === 'Ready' && condition.status === 'True')
    })
    .map(({metadata, status}) => ({
      metadata: {namespace: metadata.namespace ?? 'default', name: metadata.name},
      phase: status?.phase ?? 'Unknown',
      conditions: (status?.conditions ?? []).filter((condition) => condition.status === 'False' && condition.message),
      containers: [
        ...(status?.initContainerStatuses ?? []).filter(({state}) => state?.['terminated']?.exitCode !== 0),
        ...(status?.containerStatuses ?? []).filter(({ready}) => !ready)
      ].map((container) => ({
        name: container.name,
        state: describeState(container),
        image: container.image,
        unpullable: /^(ErrImagePull|ImagePullBackOff|InvalidImageName)$/.test(
          container.state?.['waiting']?.reason ?? ''
        ),
        restarts: container.restartCount,
        started: container.restartCount > 0 || container.state?.['waiting'] === undefined
      }))
    }))
}

/** A pod's phase, its conditions and the state of its containers, a line each. */
export function describePod(pod: Pod): string {
  return [
    `phase ${pod.phase}`,
    ...pod.conditions.map(({type, reason, message}) => `${type}: ${reason ?? ''} ${message ?? ''}`),
    ...pod.containers.map(
      ({name, state, restarts}) => `container ${name}: ${state}${restarts > 0 ? `, ${restarts} restarts` : ''}`
    )
  ].join('\n')
}

/** Events as lines, oldest first; empty for none. */
export function describeEvents(events: readonly Event[]): string {
  return events
    .map(({type, reason, message, count, involvedObject}) => {
      const times = (count ?? 1) > 1 ? ` (${count} times)` : ''
      return `${type} ${reason} ${involvedObject.kind.toLowerCase()}/${involvedObject.name}: ${message.trim()}${times}`
    })
    .join('\n')
}

/** Nodes that are not ready, a line each; empty where all are. */
export function describeNodes(items: readonly Resource[]): string {
  return items
    .filter(({kind}) => kind === 'Node')
    .flatMap(({metadata, status}) => {
      const ready = (status?.conditions ?? []).find(({type}) => type === 'Ready')
      return ready?.status === 'True'
        ? []
        : [`${metadata.name}: ${ready?.reason ?? ''} ${ready?.message ?? 'no status yet'}`]
    })
    .join('\n')
}

function describeState({state, image}: ContainerStatus): string {
  const [[name, detail] = ['unknown', undefined]] = Object.entries(state ?? {})
  const exit = detail?.exitCode === undefined ? '' : ` with exit status ${detail.exitCode}`
  return [name, detail?.reason, exit.trim(), detail?.message?.trim(), `(${image})`].filter(Boolean).join(' ')
}
