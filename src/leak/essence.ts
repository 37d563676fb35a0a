/** A Kubernetes object as the API lists it. */
export interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMetadata
  readonly [field: string]: unknown
}

interface ObjectMetadata {
  readonly name: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly unknown[]
  readonly deletionTimestamp?: string
}

/** Kinds that come and go by nature, or that follow from other objects. */
const silentKinds: ReadonlySet<string> = new Set([
  'Event',
  'Lease',
  'Endpoints',
  'EndpointSlice',
  'IPAddress',
  'CertificateSigningRequest',
  'ComponentStatus',
  'ControllerRevision',
  'NodeMetrics',
  'PodMetrics',
  'VolumeAttachment'
])

/** Objects that the system makes in its own time. */
const silentNames: readonly RegExp[] = [
  /^ConfigMap\/kube-root-ca\.crt$/,
  /^ServiceAccount\/default$/,
  /^ConfigMap\/(kube-apiserver-legacy-service-account-token-tracking|extension-apiserver-authentication)$/,
  /^Secret\/bootstrap-token-\w+$/
]

/** Annotations that controllers and kubectl keep for themselves. */
const silentAnnotation =
  /^(kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/revision|deprecated\.daemonset\.template\.generation|kubeadm\.alpha\.kubernetes\.io\/.*|node\.alpha\.kubernetes\.io\/.*|volumes\.kubernetes\.io\/.*|rbac\.authorization\.kubernetes\.io\/autoupdate)$/

/** The namespace of the load balancers that a lease comes with, which start in their own time. */
const suppliedNamespace = 'metallb-system'

/** The namespace of kind's provisioner of volumes, which makes and deletes them with pods that nobody owns. */
const provisionerNamespace = 'local-path-storage'

/**
 * What of an object somebody meant: without status, managed fields and whatever else changes by nature.
 *
 * @returns null for an object that nobody made on purpose: one that follows from another, or that the system makes
 */
export function essenceOf(object: KubernetesObject): Readonly<Record<string, unknown>> | null {
  const {kind, metadata} = object
  const {status, metadata: _, ...rest} = object
  if (isSilent(object)) return null
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([name]) => !silentAnnotation.test(name))
  if (kind === 'Node') return {kind, taints: meantTaints(rest['spec'])}
  return {...(withoutBundles(meantContent(object, rest)) as object), annotations: Object.fromEntries(annotations)}
}

function meantContent({kind, metadata}: KubernetesObject, content: Readonly<Record<string, unknown>>): unknown {
  if (kind === 'ClusterRole' && content['aggregationRule'] != null) return {...content, rules: null}
  if (kind === 'ConfigMap' && metadata.namespace === 'kube-public' && metadata.name === 'cluster-info') {
    return {...content, data: withoutSignatures(content['data'])}
  }
  return content
}

/** The bootstrap signer adds a signature per bootstrap token in its own time, and removes it once the token expires. */
function withoutSignatures(data: unknown): unknown {
  return Object.fromEntries(Object.entries(data ?? {}).filter(([key]) => !key.startsWith('jws-kubeconfig-')))
}

function isSilent(object: KubernetesObject): boolean {
  const {kind, metadata} = object
  if (kind === 'PersistentVolume' && followsClaim(object)) return true
  if (metadata.namespace === provisionerNamespace && metadata.name.startsWith('helper-pod-')) return true
  if (silentKinds.has(kind) || (metadata.ownerReferences ?? []).length > 0) return true
  if (metadata.namespace === suppliedNamespace || metadata.deletionTimestamp !== undefined) return true
  if (metadata.labels?.['kube-aggregator.kubernetes.io/automanaged'] !== undefined) return true
  return silentNames.some((pattern) => pattern.test(`${kind}/${metadata.name}`))
}

/** Whether a volume was made for a claim, and goes once its claim is gone, if a moment later. */
function followsClaim({metadata, ...rest}: KubernetesObject): boolean {
  const {persistentVolumeReclaimPolicy: policy} = (rest['spec'] ?? {}) as {persistentVolumeReclaimPolicy?: string}
  return metadata.annotations?.['pv.kubernetes.io/provisioned-by'] !== undefined && policy === 'Delete'
}

/** Taints of the node controller come and go with the state of the node. */
function meantTaints(spec: unknown): readonly unknown[] {
  const {taints = []} = (spec ?? {}) as {taints?: readonly {key: string}[]}
  return taints.filter(({key}) => !key.startsWith('node.kubernetes.io/') && !key.startsWith('node.cloudprovider'))
}

/** Certificates of webhooks are filled in, and renewed, by those who serve them. */
function withoutBundles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBundles)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'caBundle')
      .map(([key, inner]) => [key, withoutBundles(inner)])
  )
}
