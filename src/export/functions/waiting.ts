import type {ScriptFunction} from './script-function.ts'

/** Functions that wait for what readers wait for without being told to, and `watch` without a reader. */
export type WaitingFunction = 'wait_for_output' | 'wait_for_rollouts' | 'watch'

/** Their texts, in the order in which a script has them. */
export const waitingFunctions: Readonly<Record<WaitingFunction, ScriptFunction>> = {
  wait_for_output: {
    uses: [],
    text: `
# Wait until a command in the background has said something, as it does once it can be used; some never do.
wait_for_output() {
  local tries=0
  until [[ -s $1 ]] || ((tries >= 50)); do
    sleep 0.2
    tries=$((tries + 1))
  done
}`
  },
  wait_for_rollouts: {
    uses: [],
    text: `
# Wait until the pods of all workloads are there, as readers do without being told to: wait_for_rollouts CONTEXT...
wait_for_rollouts() {
  local context namespace workload
  for context in "$@"; do
    kubectl --context="$context" get deployments,statefulsets,daemonsets --all-namespaces \\
      -o jsonpath='{range .items[*]}{.metadata.namespace} {.kind}/{.metadata.name}{"\\n"}{end}' |
      while read -r namespace workload; do
        kubectl --context="$context" -n "$namespace" rollout status "$workload" --timeout=120s < /dev/null
      done
  done > /dev/null || true
}`
  },
  watch: {
    uses: [],
    text: `
# What the program of this name shows a reader who looks once: it needs a terminal, and never ends.
watch() {
  local direct=''
  while (($# > 0)); do
    case $1 in
      -n | --interval | -q | --equexit | -s | --shotsdir | -[!-]*n) shift "$(($# > 1 ? 2 : 1))" ;;
      -x | --exec) direct=yes && shift ;;
      --) shift && break ;;
      -*) shift ;;
      *) break ;;
    esac
  done
  if [[ -n $direct ]]; then "$@"; else sh -c "$*"; fi
}`
  }
}
