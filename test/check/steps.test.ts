import {describe, expect, test} from 'vitest'
import type {Below} from '../../src/check/opened-shell.ts'
import {type CheckedStep, checkSteps} from '../../src/check/steps.ts'
import {placeIn} from '../../src/guide/written-text.ts'

function stepAt(command: string, line: number, column: number): CheckedStep {
  const written = {text: command, start: {file: 'a.md', line, column}, indent: 0}
  return {
    command,
    output: null,
    above: [],
    files: [],
    elsewhere: null,
    next: null,
    replaced: [],
    mayFail: false,
    placeOf: (offset) => placeIn(written, offset)
  }
}

/** What is wrong with one command: rule, what was found, and where it begins. */
function check(command: string, allow: readonly string[] = []): readonly string[] {
  const known = {variables: ['CTX_CLUSTER1'], allow}
  return checkSteps([stepAt(command, 1, 1)], known).map(
    ({ruleId, place, message}) => `${ruleId} ${place.line}:${place.column} ${/`([^`]*)`/.exec(message)?.[1] ?? message}`
  )
}

const wrong: readonly (readonly [string, ...string[]])[] = [
  // Syntax
  ['for i in 1 2; do echo', "bash-syntax 1:22 bash rejects this command: expected 'done' to close 'for'"],
  ['echo "a\nb', 'bash-syntax 1:6 bash rejects this command: unterminated double quote'],
  ['cat <<EOF > a\nb', 'unclosed-heredoc 1:5 EOF'],
  // Programs by their paths
  ['/bin/sh', 'needs-terminal 1:1 /bin/sh'],
  ['/usr/bin/vim a', 'needs-terminal 1:1 /usr/bin/vim'],
  ['/usr/bin/sudo ls', 'beyond-session 1:1 /usr/bin/sudo'],
  // Placeholders
  ['kubectl get <pod>', 'placeholder 1:13 <pod>'],
  ['kubectl get <pod> -o yaml', 'placeholder 1:13 <pod>'],
  ['curl http://<your-ip>:8080/', 'placeholder 1:13 <your-ip>'],
  ['curl "http://<EXTERNAL-IP>/x"', 'placeholder 1:14 <EXTERNAL-IP>'],
  ['kubectl apply -f <path/to/file>', 'placeholder 1:18 <path/to/file>'],
  ['echo <a name with spaces> <x>', 'placeholder 1:6 <a name with spaces>', 'placeholder 1:27 <x>'],
  ['cat <<EOF\ntoken: <my-token>\nEOF', 'placeholder 2:8 <my-token>'],
  ['gcloud config set project YOUR_PROJECT_ID', 'placeholder 1:27 YOUR_PROJECT_ID'],
  ['export KEY="YOUR-API-KEY"', 'placeholder 1:13 YOUR-API-KEY'],
  ['kubectl create rolebinding YOURNAME-admin', 'placeholder 1:28 YOURNAME'],
  ['gcloud auth login YOUREMAIL@example.com', 'placeholder 1:19 YOUREMAIL'],
  ['echo CHANGEME', 'placeholder 1:6 CHANGEME'],
  ['kubectl create secret generic a --from-literal=password=*****', 'placeholder 1:57 *****'],
  ["export TOKEN='***'", 'placeholder 1:15 ***'],
  ['echo "***** done *****"'],
  ['gcloud describe XXXXXX --zone=XXXX', 'placeholder 1:17 XXXXXX', 'placeholder 1:31 XXXX'],
  ["cat <<'EOF' > a\ntoken: <my-token>\nEOF", 'placeholder 2:8 <my-token>'],
  ['kubectl logs PODNAME -c app -n NAMESPACE', 'placeholder 1:32 NAMESPACE', 'placeholder 1:14 PODNAME'],
  ['kubectl --context east exec POD_NAME -- env HOME', 'placeholder 1:29 POD_NAME'],
  ['A=$(kubectl get pod "POD" --namespace=NS)', 'placeholder 1:39 NS', 'placeholder 1:21 POD'],
  ['kubectl port-forward svc/SERVICE 80', 'placeholder 1:26 SERVICE'],
  ['kubectl delete ns YOUR_NAMESPACE', 'placeholder 1:19 YOUR_NAMESPACE'],
  ['nc -u {IP} {PORT}', 'placeholder 1:7 {IP}', 'placeholder 1:12 {PORT}'],
  ['curl -s http://{HOST}:8080/path', 'placeholder 1:16 {HOST}'],
  ['kubectl get pod {pod-name} -o yaml', 'placeholder 1:17 {pod-name}'],
  ['export URL=http://{my-host}/', 'placeholder 1:19 {my-host}'],
  ['docker push registry.example.com/[PROJECT_ID]/x', 'placeholder 1:34 [PROJECT_ID]'],
  ['ID=[PROJECT_ID] ./deploy --zone={ZONE}', 'placeholder 1:4 [PROJECT_ID]', 'placeholder 1:33 {ZONE}'],
  ['helm upgrade a b \\\n  ...', 'placeholder 2:3 ...'],
  // Terminals
  ['kubectl exec -it web-0 -- bash -c "ls /"', 'needs-terminal 1:1 kubectl exec -it'],
  ['kubectl -n x exec web-0 -c app -ti -- date', 'needs-terminal 1:1 kubectl -n x exec web-0 -c app -ti'],
  ['kubectl run a --image=b --rm -i --tty', 'needs-terminal 1:1 kubectl run a --image=b --rm -i --tty'],
  ['docker run -it alpine', 'needs-terminal 1:1 docker run -it'],
  ['kubectl edit deploy/a', 'needs-terminal 1:1 kubectl edit'],
  ['kubectl create --edit -f a.yaml', 'needs-terminal 1:1 kubectl create --edit'],
  ['vim a.yaml', 'needs-terminal 1:1 vim'],
  ['kubectl get pods | less', 'needs-terminal 1:20 less'],
  ['htop', 'needs-terminal 1:1 htop'],
  ['time top', 'needs-terminal 1:6 top'],
  ['bash', 'needs-terminal 1:1 bash'],
  // Shells elsewhere
  ['kubectl exec -it web-0 -- bash', 'opened-shell 1:1 kubectl exec -it web-0 -- bash'],
  [
    'kubectl exec --stdin --tty web-0 -- /bin/bash -l',
    'opened-shell 1:1 kubectl exec --stdin --tty web-0 -- /bin/bash -l'
  ],
  ['kubectl exec web-0 -c app -i sh', 'opened-shell 1:1 kubectl exec web-0 -c app -i sh'],
  ['kubectl run a --image=b --rm -it -- sh', 'opened-shell 1:1 kubectl run a --image=b --rm -it -- sh'],
  ['docker run --rm -it alpine /bin/ash', 'opened-shell 1:1 docker run --rm -it alpine /bin/ash'],
  ['oc rsh web-0', 'opened-shell 1:1 oc rsh web-0'],
  ['ssh -i key me@host', 'opened-shell 1:1 ssh -i key me@host'],
  ['minikube ssh', 'opened-shell 1:1 minikube ssh'],
  // Names of other clusters
  ['kubectl logs web-7d4b9c6f5d-x2x9k', 'generated-name 1:14 web-7d4b9c6f5d-x2x9k'],
  ['kubectl exec pod/web-v1-776f57d5f6-lmkqd -- date', 'generated-name 1:14 pod/web-v1-776f57d5f6-lmkqd'],
  ['istioctl proxy-config routes web-7d4b9c6f5d-x2x9k.default', 'generated-name 1:30 web-7d4b9c6f5d-x2x9k'],
  [
    'kubectl get reports 6f9619ff-8b86-d011-b42d-00cf4fc964ff -o yaml',
    'generated-name 1:21 6f9619ff-8b86-d011-b42d-00cf4fc964ff'
  ],
  [
    'kubectl delete report/6f9619ff-8b86-d011-b42d-00cf4fc964ff',
    'generated-name 1:16 report/6f9619ff-8b86-d011-b42d-00cf4fc964ff'
  ],
  // Beyond the session
  ['sudo rm -rf /', 'beyond-session 1:1 sudo'],
  ['A=1 env B=2 sudo x', 'beyond-session 1:13 sudo'],
  ['killall istioctl', 'beyond-session 1:1 killall'],
  ['pkill -f port-forward', 'beyond-session 1:1 pkill'],
  ['apt-get -y install jq', 'beyond-session 1:1 apt-get -y install'],
  ['brew install helm', 'beyond-session 1:1 brew install'],
  ['systemctl restart docker', 'beyond-session 1:1 systemctl'],
  ['echo 1.2.3.4 a >> /etc/hosts', 'beyond-session 1:19 /etc/hosts'],
  ['cat <<EOF > /etc/x\na\nEOF', 'beyond-session 1:13 /etc/x'],
  ['rm -rf /', 'beyond-session 1:8 /'],
  ['echo a | tee -a /etc/hosts', 'beyond-session 1:17 /etc/hosts'],
  ['mv kubectl /usr/local/bin/', 'beyond-session 1:12 /usr/local/bin/'],
  ['curl -sL x -o /usr/local/bin/x', 'beyond-session 1:15 /usr/local/bin/x'],
  ['tar xzf a.tgz -C /opt', 'beyond-session 1:18 /opt'],
  ['for i in 1; do sudo x; done', 'beyond-session 1:16 sudo'],
  ['x=$(sudo y)', 'beyond-session 1:5 sudo'],
  ['find . | xargs sudo chown me', 'beyond-session 1:16 sudo'],
  ['kind create cluster', 'beyond-session 1:1 kind create cluster'],
  ['kind --quiet delete cluster --name a', 'beyond-session 1:1 kind --quiet delete cluster'],
  ['kind delete clusters --all', 'beyond-session 1:1 kind delete clusters'],
  ['cat a.yaml | kind create cluster --config=-', 'beyond-session 1:14 kind create cluster'],
  ['minikube start --nodes 2', 'beyond-session 1:1 minikube start'],
  ['minikube delete', 'beyond-session 1:1 minikube delete'],
  ['k3d cluster create a', 'beyond-session 1:1 k3d cluster create'],
  ['kubeadm upgrade apply v1.34.0', 'beyond-session 1:1 kubeadm upgrade apply'],
  ['eksctl delete cluster --name a', 'beyond-session 1:1 eksctl delete cluster'],
  ['aws eks create-cluster --name a', 'beyond-session 1:1 aws eks create-cluster'],
  ['az aks delete -n a -g b', 'beyond-session 1:1 az aks delete'],
  ['gcloud container clusters create-auto a', 'beyond-session 1:1 gcloud container clusters create-auto'],
  ['doctl kubernetes cluster create a', 'beyond-session 1:1 doctl kubernetes cluster create'],
  // Variables
  ['echo $NOWHERE "$NOWHERE"', 'unset-variable 1:6 $NOWHERE'],
  ['echo a \\\n  ${B}', 'unset-variable 2:3 $B']
]

test.for(wrong)('finds %j', ([command, ...expected]) => expect(check(command)).toEqual(expected))

test.for([
  'cat < in > out',
  'sort <in >out',
  'wc -l <in.txt>out.txt',
  'cat <in.txt> out.txt',
  'cat <<EOF\n<a>b</a>\n<servlet-name>x</servlet-name>\nEOF',
  'diff <(a b) <(c)',
  'find . | xargs -I{X} cp {X} a; find . -exec ls {} +',
  "kubectl get pod a -o jsonpath={.items} -o go-template={{range}} -o jsonpath='{range}'",
  'curl -w %{http_code} localhost/{a,b} -d {"a":1} localhost/x{1..3}',
  'git stash drop stash@{a}; git show HEAD^{tree}; git diff a...b',
  'helm install a b --set hosts={web}; echo {a} [NAME] ...; go test ...',
  'ls [A-Z]*[ABC] a[INDEX]; unset a[INDEX]; exec {lock}>a',
  'f() { date; }; echo "${A:-{NAME}}"',
  'kubectl get pods | grep "<none>"',
  "sed 's/YOUR_IP/1.2.3.4/; s/<your-ip>/x/' a",
  'YOUR_IP=1.2.3.4',
  'mktemp /tmp/a.XXXXXX; XXXX=1; echo $XXXX "${XXXX}" XXXL',
  'YOUR_IP=1; echo $YOUR_IP ${YOUR_IP}',
  'echo a # for <your-ip>',
  'curl -d "<p>text" localhost',
  'cat <<< "a" > b',
  'if [[ 1 < 2 && 3 > 2 ]]; then a; fi; (( 1 < 2 ))',
  'kubectl exec web-0 -c app -- curl -t a',
  'kubectl exec -i web-0 -- sh < script.sh',
  'watch kubectl get pods',
  'kubectl exec web-0 -- tar -t',
  'kubectl get pods -n test -t x',
  'ssh host uptime',
  'echo date | kubectl exec -i web-0 -- sh',
  'kubectl exec -i web-0 -- sh <<EOF\ndate\nEOF',
  "kubectl exec web-0 -- sh -c 'ls /'",
  'kubectl exec web-0 -- cat /bin/sh',
  'docker exec web cat /bin/sh',
  'docker run --rm alpine sh -c date',
  'minikube ssh date',
  'kubectl logs web-0',
  'kubectl exec web-0 -- env NAMESPACE -n ALL',
  'kubectl get clusterrole ADMIN; kubectl delete rolebinding/VIEW',
  'kubectl config use-context EAST; kubectl --context EAST get --raw /API',
  'kubectl label ns shop MODE=strict; kubectl set env deploy/web KEY=VALUE',
  'kubectl get pods -o custom-columns=POD:.metadata.name',
  'helm install WEB chart -n "$CTX_CLUSTER1"; echo NAMESPACE',
  'kubectl logs "$(kubectl get pod -l app=web -o name)"',
  'kubectl get namespace team-blackbird-north',
  'echo web-7d4b9c6f5d-x2x9k',
  'kubectl label pod web id=6f9619ff-8b86-d011-b42d-00cf4fc964ff; kubectl get pod -l id=6f9619ff-8b86-d011-b42d-00cf4fc964ff',
  'curl localhost/reports/6f9619ff-8b86-d011-b42d-00cf4fc964ff',
  'kubectl apply -f - <<EOF\nname: web-7d4b9c6f5d-x2x9k\nEOF',
  'curl -s https://x | bash -',
  'curl -s https://x | sh',
  'bash < script.sh',
  'bash script.sh',
  'top -b -n 1',
  'which sudo && command -v vim',
  'echo sudo killall vim less',
  'pkill -P $$',
  'kill %1; kill $!',
  'apt-cache search x; apt list',
  'service=a; echo $service',
  'kind get clusters; kind load docker-image a:b; kind export logs',
  'minikube ip; minikube addons enable ingress; minikube kubectl -- delete pod a',
  'k3d cluster list; kubeadm config images list; kubeadm upgrade plan',
  'eksctl get cluster; az aks get-credentials -n a; gcloud container clusters describe a',
  'rm -rf /tmp/x ~/y "$HOME/z" ./w ../v',
  'echo a > /dev/null 2>&1; echo b >/dev/stderr',
  'cp /etc/hosts .',
  'cat /etc/hosts < /etc/passwd',
  'kubectl exec web-0 -- rm -rf /var/lib/x',
  'kubectl exec web-0 -- sudo x',
  'openssl req -newkey rsa:4096 -out ca.pem -subj "/O=x/CN=y"',
  'curl -o a.yaml http://x/y -H "a: /b"',
  'kubectl --context="${CTX_CLUSTER1}" get pods',
  'echo ${A:-b} $1 $HOME',
  "kubectl get pod -o jsonpath='{.items[0].metadata.name}' | awk '{print $1}'"
])('finds nothing in %j', (command) => expect(check(command)).toEqual([]))

describe('a shell that a container starts by itself, and a client', () => {
  const opening = [
    'kubectl run a --image=b --rm -it',
    'kubectl run -i --tty a --image b -n test --restart=Never',
    'kubectl attach a -c b -i -t',
    'kubectl debug -it node/a --image=b',
    'docker run --rm -v /tmp/x:/x -it alpine',
    'kubectl exec -it a -- redis-cli -h b -p 6379',
    'kubectl exec -it a -- mysql -u root -psecret',
    'kubectl exec -it a -- psql -U postgres shop',
    'kubectl exec -it a -- cqlsh',
    'docker exec -it a mongosh'
  ]
  const acting = [
    'kubectl run a --image=b --rm -it -- date',
    'kubectl run a --image=b --rm -it date',
    'kubectl run a --image=b',
    "kubectl run a --image=b --rm -it --overrides '{}'",
    'kubectl debug -it a --image=b -- date',
    'docker run -it alpine date',
    'kubectl exec -it a -- redis-cli get b',
    'kubectl exec -it a -- mysql -u root -e "select 1"',
    'kubectl exec -it a -- psql -c "select 1"',
    'docker exec -it a mongosh --eval "1"',
    'kubectl exec -it a -- date'
  ]
  const rulesOf = (command: string, below: Below): readonly string[] =>
    checkSteps([{...stepAt(command, 1, 1), ...below}], {variables: [], allow: []}).map(({ruleId}) => ruleId)
  const meant: readonly Below[] = [
    {output: null, next: 'ip addr'},
    {output: "If you don't see a command prompt, try pressing enter.\n/ # ls", next: null},
    {output: '127.0.0.1:6379> get b', next: null}
  ]
  const others: readonly Below[] = [
    {output: null, next: null},
    {output: null, next: 'kubectl delete pod a'},
    {output: 'done', next: null}
  ]

  test.for(opening)('%s', (command) => {
    for (const below of meant) expect(rulesOf(command, below)).toEqual(['opened-shell'])
    for (const below of others) expect(rulesOf(command, below)).toEqual(['needs-terminal'])
  })

  test.for(acting)('is none where there is something to do: %s', (command) => {
    for (const below of [...meant, ...others]) expect(rulesOf(command, below)).not.toContain('opened-shell')
  })
})

test('configuration allows programs and paths', () => {
  expect(check('sudo rm -rf /etc', ['sudo'])).toEqual([])
  expect(check('echo a > /etc/hosts', ['/etc/hosts'])).toEqual([])
  expect(check('echo a > /etc/hosts.d', ['/etc/hosts'])).toEqual(['beyond-session 1:10 /etc/hosts.d'])
  expect(check('rm /opt/a/b', ['/opt/a'])).toEqual([])
  expect(check('kind delete cluster', ['kind'])).toEqual([])
  expect(check('killall x', ['sudo'])).toEqual(['beyond-session 1:1 killall'])
})

test('variables last from step to step', () => {
  const steps = ['export A=1', '(B=2)', 'echo $A', 'echo $B $C', 'echo $C', 'source ./env', 'echo $D'].map(
    (command, index) => stepAt(command, index + 1, 1)
  )
  const problems = checkSteps(steps, {variables: [], allow: []})
  expect(problems.map(({place, message}) => `${place.line}:${place.column} ${message}`)).toEqual([
    '4:6 `$B` is set by no earlier step and no cluster',
    '4:9 `$C` is set by no earlier step and no cluster'
  ])
})

test('places count from where the step stands', () => {
  const [problem] = checkSteps([stepAt('a && sudo b', 7, 5)], {variables: [], allow: []})
  expect(problem?.place).toEqual({file: 'a.md', line: 7, column: 10})
})
