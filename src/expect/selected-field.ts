/** The one member that `kubectl get -o jsonpath=…` prints. */
export interface SelectedField {
  /** Its own name, the last of the path. */
  readonly name: string
  /** Where it is the status of a condition, the type of that; empty where the path names none. */
  readonly condition: string | null
}

/** Read the value of `-o`; null where it selects several members, writes more than that, or is no path. */
export function readSelectedField(format: string): SelectedField | null {
  const template = /^jsonpath=(.+)$/s.exec(format)?.[1]
  if (template === undefined || (template.startsWith('{') && template.replace(/\{[^{}]*\}/g, '').trim() !== ''))
    return null
  const parts = template.startsWith('{') ? [...template.matchAll(/\{([^{}]*)\}/g)] : [['', template]]
  const paths = parts.map(([, part = '']) => part.trim()).filter((part) => !/^(?:range\b|end$|["'])/.test(part))
  const [path = ''] = paths
  const name = /\.([\w-]{1,80})(?:\[[^\]]{0,200}\])?$/.exec(path)?.[1]
  if (paths.length !== 1 || name === undefined) return null
  const [status, condition = ''] = ofCondition.exec(path) ?? []
  return {name, condition: status === undefined ? null : condition}
}

const ofCondition = /\.conditions\[(?:\?\( ?@\.type ?== ?\W{0,2}(\w{1,80})\W{0,2} ?\))?[^\]]{0,200}\]\.status$/

/** Members that hold a state as listings show it. */
const telling = /(?:phase|status|state|health|reason|result|message|type)$/i

/** Conditions of which each says that its object is ready. */
const readiness = /^(?:(?:Containers)?Ready|Available|Healthy|Programmed|Established|Deployed)$/

/**
 * What a member is where its object is in a state; null where it tells of no such state.
 *
 * @param state as a page writes it; `ready` for ready, however a listing says so
 */
export function valueInState({name, condition}: SelectedField, state: string): string | null {
  if (/^(?:true|false)$/i.test(state)) return state
  if (condition !== null) return isImplied(condition, state) ? 'True' : null
  if (name === 'ready') return isImplied('Ready', state) ? 'true' : null
  return telling.test(name) ? state : null
}

/** Whether a condition that is true says that its object is in a state. */
function isImplied(condition: string, state: string): boolean {
  if (condition.toLowerCase() === state.toLowerCase()) return true
  return /^(?:ready|running)$/i.test(state) && readiness.test(condition)
}
