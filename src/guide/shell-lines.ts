/** Programs that guides call, by which a command is told from a sentence or from output. */
const program =
  /^(?:sudo |[A-Z_]+=\S* )*(?:\.{0,2}\/\S+|helm|helmfile|kind|minikube|k3d|docker|podman|curl|wget|git|gh|gcloud|az|aws|oc|[a-z]+ctl|linkerd|kn|func|flux|cilium|kustomize|vela|vcluster|telepresence|kapp|imgpkg|pinniped|openssl|nslookup|dig|apt|apt-get|yum|dnf|apk|brew|snap|service|export|cd|mkdir|rm|cp|mv|ls|cat|echo|printf|head|tail|sleep|tar|chmod|make|npm|npx|go|python3?|pip3?|for|while|source|grep|sed|awk|jq|yq|ssh|scp|step|terraform|ansible|kubeadm|ctr|velero|argocd|tkn|skaffold|siege|fortio|hey|ab)(?=\s|$)/

/** Whether a line reads like the call of a program that guides use. */
export function looksLikeCommand(line: string): boolean {
  return program.test(line.trim()) && !looksLikeOutput(line)
}

const done =
  '(?:created|configured|unchanged|deleted|labeled|unlabeled|annotated|patched|exposed|scaled|edited|replaced|restarted|autoscaled|tainted|untainted|cordoned|uncordoned|evicted|drained|approved|paused|resumed|rolled back|serverside-applied|condition met|successfully rolled out|(?:image|env|resource requirements) updated)'

/** A line in a shell of a container or of a database's client: `/app # ls`, `root@web:/# ls`, `redis:6379> get a`. */
export const sessionElsewhere: RegExp =
  /^(?:(?:~|\/\w*) [#$]|root@[\w.-]+:\S*[#$]|[\w.-]+:\d+(?:\[\d+\])?>|\w+=[#>]|(?:mysql|MariaDB \[[^\]]*\]|redis|sqlite|cqlsh(?::\w+)?|mongosh?)>)(?: |$)/m

const outputs: readonly RegExp[] = [
  sessionElsewhere,
  // The header of a status table: names in capitals, in columns.
  /^[A-Z][A-Z0-9_()/%-]*(?: [A-Z0-9_()/%-]+)*(?:[ \t]{2,}[A-Z][A-Z0-9_()/%-]*(?: [A-Z0-9_()/%-]+)*)+[ \t]*$/,
  /^[A-Z][A-Z0-9_-]*[ \t]*$/,
  // What kubectl has done: `pod/a created`, `service "b" deleted`.
  new RegExp(`^[\\w.-]+/[\\w.:-]+ ${done}\\b`),
  new RegExp(`^[a-z][\\w.-]*(?: [a-z][\\w.-]*)? "[^"]+" ${done}\\b`),
  // `Server:    10.0.0.10`, `error: …`, `apiVersion: v1`: the name of no program ends so.
  /^["']?[A-Za-z][\w./-]*["']?:(?:\s|$)/,
  /^(?:Error from server\b|No resources found\b|---$|\.\.\.$|\d+\) )/,
  // Numbers, addresses, versions; items of lists; the names of metrics, and of what is counted or kept in files.
  /^v?\d[\d.,:%]*(?:\s|$)/,
  /^(?:https?:\/\/|[-*] |\[[^\s[])/,
  // Images and hosts with ports; strings of JSON, of which none is a path.
  /^[\w.-]+(?:\/[\w.-]+)*(?:@\w+)?:[\w.-]+$/,
  /^"[^"$/]*",?$/,
  /^[A-Za-z_:][\w:]*\{(?:$|\w+=")/,
  /^[a-z][\w.-]*(?:-\d+|\.(?:ya?ml|json|txt|conf|log))$/,
  // How a command ended in its container; entries of logs: `INFO[0003] done`, `time="…" level=info`, `I0110 10:00:00.1`.
  /^command terminated with exit code \d/,
  /^(?:(?:TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[[^\]]*\](?: |$)|time="[^"]*" level=|[IWEF]\d{4} \d\d:\d\d:)/,
  // What is said of a program: `kubectl is not configured`.
  /^(?!echo |printf )[a-z][\w.-]* (?:is|are|was|were|has|have|had|cannot|could|does|did) \w/,
  // Tables with borders: `+----+`, `| NAME |`.
  /^(?:\+[-=+]+\+|\|.*\|)[ \t]*$/,
  // `ls -l`
  /^(?:[-bcdlps][rwxsStT-]{9}[.+@]? |total \d+$)/
]

/** What goes on, in plain words: `applying 2 rules to 1 resource...`. */
const progress = /^[a-z][\w.-]*(?: [\w.:/-]+)+(?<=\w)\.{3}$/

/** A sentence, which begins with a capital letter as no program does that guides call. */
const sentence = /^(?:(?!(?:R|Rscript|Xvfb|VBoxManage) )[A-Z][A-Za-z]*(?:[,.!?:]?\s|[,.!?:]*$)|HTTP\/\d)/

/** What kubectl has done, somewhere in a text. */
export const kubectlDone: RegExp = new RegExp(` ${done}\\b`)

/** Whether a line can hardly be a command, because it is what programs print or what files hold. */
export function looksLikeOutput(line: string): boolean {
  // `Kubectl get pods` is a slip of the pen.
  return (
    outputs.some((pattern) => pattern.test(line)) ||
    isDrawn(line) ||
    ((isRow(line) || progress.test(line)) && !program.test(line)) ||
    (sentence.test(line) && !program.test(line.toLowerCase()))
  )
}

/**
 * Whether a line below a command is what it printed, in a session that shows no prompts: a bare path, or words with a colon
 * behind the second: `echo response: hello`.
 */
export function looksPrinted(line: string): boolean {
  return /^\/[\w./-]+(?<!\.sh)$|^[a-z][\w-]* [\w-]+: [^"'`$|&;<>]*$/.test(line)
}

/** Whether a line has words in columns, and nothing that a shell would take for more than words. */
function isRow(line: string): boolean {
  const gaps = line.match(/\S {2,}(?=\S)/g) ?? []
  return (gaps.length > 1 || /^\S+ {3,}\S/.test(line)) && !/["'`$|&;<>#=\\]|\s-/.test(line)
}

/** Whether a line begins with a tick, an arrow or a box. */
function isDrawn(line: string): boolean {
  return /^[^\0-\x7F]/.test(line) && !/^\p{L}/u.test(line)
}
