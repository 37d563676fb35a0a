import type {Expectation} from '../../src/expect/expectation.ts'
import type {Attempt} from '../../src/transcript.ts'
import {attempt} from './attempts.ts'

/** What a page shows and what a cluster gave, as both are in practice. */
export interface Observed {
  readonly name: string
  readonly expectation: Expectation
  readonly attempts: readonly Attempt[]
}

const base = {line: 10, text: '', holdMs: 0} as const
const shown = {...base, stream: 'stdout', anyVersion: false} as const

function observe(name: string, expectation: Expectation, ...attempts: readonly Partial<Attempt>[]): Observed {
  return {name, expectation, attempts: attempts.map(attempt)}
}

const pods = `NAME                              READY   STATUS    RESTARTS   AGE
details-v1-79f774bdb9-6bxpz       2/2     Running   0          2m41s
productpage-v1-6b746f74dc-9rlfw   2/2     Running   0          2m40s
ratings-v1-b6994bb9-z4ndk         2/2     Running   0          2m41s
reviews-v1-545db77b95-jnlsv       2/2     Running   0          2m41s
reviews-v2-7bf8c9648f-tlgnm       2/2     Running   0          2m41s
web-0                             1/1     Running   0          2m41s
`

const services = `NAME                   TYPE           CLUSTER-IP      EXTERNAL-IP     PORT(S)                                      AGE
helloworld             ClusterIP      10.0.0.31       <none>          5000/TCP                                     6m
istio-ingressgateway   LoadBalancer   10.0.200.12     172.18.255.20   80:31380/TCP,443:31390/TCP,15021:32014/TCP   17h
`

const wide = `NAME                             READY   STATUS    RESTARTS   AGE   IP              NODE                     NOMINATED NODE   READINESS GATES
helloworld-v1-7459d7b54b-xx2kk   2/2     Running   0          5s    10.244.100.17   cluster1-control-plane   <none>           <none>
`

const proxies = `NAME                                                 CLUSTER      CDS      LDS      EDS      RDS        ISTIOD                    VERSION
helloworld-v1-7459d7b54b-xx2kk.sample                cluster1     SYNCED   SYNCED   SYNCED   SYNCED     istiod-5c6d4f8fb9-bc7k8   1.22.0
istio-eastwestgateway-66c994c45c-k2b7x.istio-system  cluster1     SYNCED   SYNCED   SYNCED   NOT SENT   istiod-5c6d4f8fb9-bc7k8   1.22.0
`

const json = `{
  "kind": "Pod",
  "metadata": {
    "name": "helloworld-v1-7459d7b54b-xx2kk",
    "uid": "6c2dd2cf-2a5b-4e0b-8a5a-5b2b1b9c7b1d",
    "creationTimestamp": "2024-01-02T03:04:05Z"
  },
  "spec": {"containers": [{"image": "istio/examples-helloworld-v1:1.0.2", "port": 5000}]},
  "status": {"podIP": "10.244.100.17", "phase": "Running"}
}
`

const trace = `{"x-b3-traceid": "a1f198ee56343ba864fe8b2a57d3eff7", "x-request-id": "6c2dd2cf-2a5b-4e0b-8a5a-5b2b1b9c7b1d"}
`

const http = `HTTP/1.1 200 OK
server: envoy
date: Mon, 06 Jan 2024 10:00:00 GMT
content-type: text/html
content-length: 9593
`

const yaml = `apiVersion: v1
kind: Service
metadata:
  name: helloworld
  resourceVersion: "3456"
spec:
  clusterIP: 10.0.0.31
  ports:
  - port: 5000
    nodePort: 31380
`

const access = `[2024-01-02T03:04:05.678Z] "GET /hello HTTP/1.1" 200 - via_upstream - "-" 0 60 12 11 "-" "curl/8.5.0" "6c2dd2cf-2a5b-4e0b-8a5a-5b2b1b9c7b1d" "helloworld:5000" "10.244.0.7:5000" outbound|5000||helloworld.sample.svc.cluster.local 10.244.0.9:40012 10.0.0.31:5000 10.244.0.9:51312 - default
`

const certificate = `    "X-Forwarded-Client-Cert": "By=spiffe://cluster.local/ns/sample/sa/helloworld;URI=spiffe://cluster.local/ns/sample/sa/client"
`

const hello = (version: string, suffix: string): string =>
  `Hello version: ${version}, instance: helloworld-${version}-${suffix}\n`

/** Outputs of each type, each of which passes as it is. */
export const observed: readonly Observed[] = [
  observe('pods', {...shown, type: 'table', expected: pods}, {stdout: pods}),
  observe(
    'pods, elided',
    {...shown, type: 'table', expected: `${pods.split('\n').slice(0, 3).join('\n')}\n...`},
    {stdout: pods}
  ),
  observe('services', {...shown, type: 'table', expected: services}, {stdout: services}),
  observe('wide', {...shown, type: 'table', expected: wide}, {stdout: wide}),
  observe('proxies', {...shown, type: 'table', expected: proxies}, {stdout: proxies}),
  observe('JSON', {...shown, type: 'json', expected: json}, {stdout: json}),
  observe('trace', {...shown, type: 'json', expected: trace}, {stdout: trace}),
  observe('YAML', {...shown, type: 'yaml', expected: yaml}, {stdout: yaml}),
  observe('access log', {...shown, type: 'same', expected: access}, {stdout: access}),
  observe('certificate', {...shown, type: 'same', expected: certificate}, {stdout: certificate}),
  observe(
    'lines',
    {...shown, type: 'lines', expected: '+ helloworld-v1 is up\n- panic'},
    {stdout: 'helloworld-v1 is up\n'}
  ),
  observe('HTTP', {...shown, type: 'http', expected: http}, {stdout: http}),
  observe(
    'created',
    {...shown, type: 'same', expected: 'service/helloworld created\ndeployment.apps/helloworld-v1 created'},
    {stdout: 'service/helloworld created\ndeployment.apps/helloworld-v1 created\n'}
  ),
  observe(
    'hello',
    {...shown, type: 'same', expected: hello('v1', '86f77cd7bd-cpxhv')},
    {stdout: hello('v1', '7459d7b54b-xx2kk')}
  ),
  observe(
    'log',
    {...shown, type: 'elided', expected: 'started v1\n...\nlistening on 10.0.0.1:5000\n...\nready in 40s\n'},
    {stdout: 'started v1\nx\nlistening on 10.0.0.9:5000\ny\nready in 3s\n'}
  ),
  observe(
    'versions',
    {...shown, type: 'listing', expected: 'client version: 1.22.0\ndata plane version: 1.22.0 (4 proxies)'},
    {stdout: 'client version: 1.22.0\ndata plane version: 1.22.0 (4 proxies)\n'}
  ),
  observe('code', {...shown, type: 'contains', expected: 'Code 503'}, {stdout: 'Code 200 : 3\nCode 503 : 9\n'}),
  observe('no code', {...shown, type: 'not-contains', expected: 'Code 500'}, {stdout: 'Code 200 : 3\n'}),
  observe(
    'error',
    {...shown, stream: 'stderr', type: 'same', expected: 'command terminated with exit code 56'},
    {stderr: 'command terminated with exit code 56\n', exitCode: 56}
  ),
  observe('success', {...base, type: 'exit', expected: 0}, {}),
  observe('failure', {...base, type: 'exit', expected: 'nonzero'}, {exitCode: 56}),
  observe(
    'absence',
    {...base, type: 'absence', expected: 'No resources found in sample namespace.'},
    {stderr: 'No resources found in sample namespace.\n'}
  ),
  observe(
    'status',
    {...base, type: 'status', names: ['reviews-v1'], column: 'STATUS', value: 'Running'},
    {stdout: pods}
  ),
  observe(
    'toggle',
    {
      ...base,
      type: 'samples',
      samples: [hello('v1', '86f77cd7bd-cpxhv'), hello('v2', '758dd55874-6x4t8')].map((line) => line.trim()),
      elided: false,
      words: false
    },
    {stdout: hello('v1', '7459d7b54b-xx2kk')},
    {stdout: hello('v2', '7459d7b54b-9xzkb'), startedMs: 1000}
  ),
  observe(
    'share',
    {
      ...base,
      type: 'share',
      shares: [
        {sample: 'v1', percent: 75},
        {sample: 'v2', percent: 25}
      ],
      requests: 40
    },
    {stdout: `${hello('v1', '7459d7b54b-xx2kk').repeat(29)}${hello('v2', '7459d7b54b-9xzkb').repeat(11)}`}
  ),
  observe(
    'first',
    {...base, type: 'first', answer: '503'},
    {stdout: 'HTTP/1.1 503 Service Unavailable\n'},
    {stdout: 'HTTP/1.1 200 OK\n', startedMs: 1000}
  )
]
