import type {DiagnosisPart} from '../../src/result.ts'
import {maskSecrets} from '../../src/secrets.ts'
import {type Answer, answer} from './command.ts'
import {contextsOf} from './contexts.ts'
import {
  describeEvents,
  describeNodes,
  describePod,
  type Event,
  type Pod,
  type ResourceList,
  unreadyPods
} from './symptoms.ts'

/** In milliseconds, for everything together. */
const limitMs = 10_000
/** Of each part and of each log in it, in characters: the end of a log matters most. */
const longest = 4_000
const longestLog = 1_500
const mostPods = 6

/** Something to look at, once it is known. */
type Finding = Promise<DiagnosisPart | null>

/**
 * Gather what a person would look at after a failure: nodes and pods that are not ready, their events, the tails of
 * their logs, and the state of a mesh.
 *
 * It takes at most ten seconds, never fails, and holds no secrets that `maskSecrets` knows.
 */
export async function diagnose(kubeconfig: string): Promise<DiagnosisPart[]> {
  const limit = AbortSignal.timeout(limitMs)
  const contexts = await contextsOf(kubeconfig)
  const parts = await Promise.all(contexts.map((context) => diagnoseCluster({kubeconfig, context, limit})))
  return parts.flat().map(({title, text}) => ({title, text: maskSecrets(text).slice(0, longest)}))
}

interface Patient {
  readonly kubeconfig: string
  readonly context: string
  readonly limit: AbortSignal
}

async function diagnoseCluster(patient: Patient): Promise<readonly DiagnosisPart[]> {
  const {context} = patient
  const listed = await ask(patient, ['get', 'nodes,pods', '--all-namespaces', '--output', 'json'])
  if (listed.failed) return [{title: `${context} does not answer`, text: listed.stderr.trim()}]
  const {items} = JSON.parse(listed.stdout) as ResourceList
  const pods = unreadyPods(items).slice(0, mostPods)
  const events = await eventsOf(patient)
  const nodes = describeNodes(items)
  const findings: Finding[] = [
    present(`${context}: nodes that are not ready`, nodes),
    ...pods.map((pod) => diagnosePod(patient, pod, events)),
    present(`${context}: latest warnings`, describeEvents(events.filter(({type}) => type === 'Warning').slice(-10))),
    diagnoseMesh(patient, items)
  ]
  return (await Promise.all(findings)).filter((part) => part !== null)
}

async function diagnosePod(patient: Patient, pod: Pod, events: readonly Event[]): Finding {
  const {namespace, name} = pod.metadata
  const own = events.filter(
    ({involvedObject}) => involvedObject.namespace === namespace && involvedObject.name === name
  )
  const logs = await Promise.all(
    pod.containers
      .filter(({started}) => started)
      .map((container) => tailOf(patient, pod, container.name, container.restarts))
  )
  const parts = [describePod(pod), describeEvents(own.slice(-8)), ...logs.map(bound)]
  const text = parts.filter((part) => part !== '').join('\n')
  const unpullable = pod.containers.find((container) => container.unpullable)
  const title =
    unpullable === undefined
      ? `pod ${namespace}/${name} is not ready`
      : `image ${unpullable.image} cannot be pulled (pod ${namespace}/${name})`
  return {title: `${patient.context}: ${title}`, text}
}

async function tailOf(patient: Patient, pod: Pod, container: string, restarts: number): Promise<string> {
  const {namespace, name} = pod.metadata
  const args = ['logs', '--namespace', namespace, name, '--container', container, '--tail', '15']
  const [now, before] = await Promise.all([
    ask(patient, args),
    restarts > 0 ? ask(patient, [...args, '--previous']) : null
  ])
  const earlier = before === null ? '' : logText(`log of ${container}, before its restart`, before)
  return [earlier, logText(`log of ${container}`, now)].filter((part) => part !== '').join('\n')
}

/** Empty where there is none; the kubelet says in the log itself that it has lost one. */
function logText(title: string, {failed, stdout}: Answer): string {
  return failed || stdout === '' || stdout.startsWith('unable to retrieve container logs') ? '' : `${title}:\n${stdout}`
}

async function diagnoseMesh(patient: Patient, items: ResourceList['items']): Finding {
  const mesh = items.some(({kind, metadata}) => kind === 'Pod' && metadata.name.startsWith('istiod-'))
  if (!mesh) return null
  const {kubeconfig, context, limit} = patient
  const args = ['--kubeconfig', kubeconfig, '--context', context, 'proxy-status']
  const status = await answer('istioctl', args, {signal: limit}).catch(() => null)
  return status === null
    ? null
    : present(`${context}: istioctl proxy-status`, `${status.stdout}\n${status.stderr}`.trim())
}

async function eventsOf(patient: Patient): Promise<readonly Event[]> {
  const args = ['get', 'events', '--all-namespaces', '--sort-by', '.metadata.creationTimestamp', '--output', 'json']
  const listed = await ask(patient, args)
  return listed.failed ? [] : (JSON.parse(listed.stdout) as {items: readonly Event[]}).items
}

function ask({kubeconfig, context, limit}: Patient, args: readonly string[]): Promise<Answer> {
  const own = ['--kubeconfig', kubeconfig, '--context', context, '--request-timeout', '5s']
  return answer('kubectl', [...own, ...args], {signal: limit})
}

async function present(title: string, text: string): Finding {
  return text === '' ? null : {title, text}
}

function bound(text: string): string {
  return text.length <= longestLog ? text : `…\n${text.slice(-longestLog)}`
}
