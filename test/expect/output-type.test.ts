import {expect, test} from 'vitest'
import {inferOutputType} from '../../src/expect/output-type.ts'

const pods =
  'NAME                     READY     STATUS    RESTARTS   AGE\nsleep-754684654f-n6bzf   2/2       Running   0          5s'

test.for([
  ['kubectl get pods', pods, null, 'table', 'stdout'],
  ['kubectl get pods', 'NAME READY STATUS\nsleep-754684654f-n6bzf 2/2 Running', null, 'table', 'stdout'],
  ['kubectl get pods', `${pods}\n...`, null, 'table', 'stdout'],
  [
    'kubectl get pods -o wide',
    'NAME  NOMINATED NODE   READINESS GATES\na     <none>           <none>',
    null,
    'table',
    'stdout'
  ],
  ['istioctl proxy-status', 'NAME    CLUSTER    CDS\na.b     x          SYNCED', null, 'table', 'stdout'],
  ['kubectl apply -f x', 'service/a created', null, 'same', 'stdout'],
  ['kubectl get pods', 'No resources found in x namespace.', null, 'same', 'either'],
  ['kubectl exec x -- curl y', 'command terminated with exit code 56', null, 'same', 'either'],
  ['kubectl apply -f x 2>&1', 'service/a created', null, 'same', 'either'],
  ['kind create cluster', 'Creating cluster "kind" ...', null, 'elided', 'either'],
  ['kubectl logs x', 'a\n...\nb', null, 'elided', 'stdout'],
  ['kubectl create -f x', '[...]', null, 'elided', 'stdout'],
  ['kubectl get pods', 'NAME  READY\na     1/1\n[..]', null, 'table', 'stdout'],
  ['kubectl status x', 'Ready instances:  0\n[..]', null, 'elided', 'stdout'],
  ['kubectl logs x', 'a ... b', null, 'elided', 'stdout'],
  ['kubectl logs x', 'a...', null, 'elided', 'stdout'],
  ['kubectl get pod x -o json', '{"a": 1}', null, 'json', 'stdout'],
  ['kubectl get pod x -o json', '{\n  "a": 1,\n  ...\n}', 'json', 'json', 'stdout'],
  ['kubectl get pod x -o json', '{ "a": 1', 'json', 'same', 'stdout'],
  ['kubectl get pod x -o yaml', 'a: 1\nb:\n- c', null, 'yaml', 'stdout'],
  ['kubectl get rules -o yaml | grep "host:"', '    host: a\n    host: b', null, 'listing', 'stdout'],
  ['kubectl get rules -o yaml', 'weight: a\nweight: b', 'yaml', 'listing', 'stdout'],
  ['kubectl get pod x -o yaml', '...\nstatus:\n  phase: Running', null, 'yaml', 'stdout'],
  ['istioctl experimental waypoint generate', 'kind: Gateway\nspec:\n- a', null, 'yaml', 'stdout'],
  ['kubectl get pod x -o yaml', 'a: [', 'yaml', 'same', 'stdout'],
  ['cat x', 'a: 1\nb:\n- c', 'yaml', 'yaml', 'stdout'],
  ['istioctl version', 'client version: 1.22.0\ncontrol plane version: 1.22.0', null, 'listing', 'stdout'],
  ['fortio load x | grep Code', 'Code 200 : 17 (85.0 %)\nCode 503 : 3 (15.0 %)', null, 'same', 'either'],
  ['curl -I x', 'HTTP/1.1 200 OK\nserver: envoy', null, 'http', 'either'],
  ['curl -v x', '< HTTP/1.1 403 Forbidden\n< server: envoy', null, 'http', 'either'],
  ['curl -v x', '*   Trying 10.0.0.1:80...\n> GET / HTTP/1.1\n>\n< HTTP/1.1 200 OK\n<\nhi', null, 'http', 'either'],
  ['curl -v x', '...\n> GET / HTTP/1.1\n...\n< HTTP/1.1 200 OK', null, 'http', 'either'],
  ['curl -v x', '*   Trying 10.0.0.1:80...\n...', null, 'elided', 'either'],
  ['git log', '* one\nHTTP/1.1 200 is what it gives', null, 'same', 'either'],
  ['curl -s x -w "%{http_code}"', '200', null, 'same', 'stdout'],
  ['x', '+ a\n- b', null, 'lines', 'either'],
  ['x', '- a\n- b', null, 'same', 'either'],
  ['x', 'Hello', 'http', 'same', 'either']
] as const)('%s: %s', ([command, output, hint, type, stream]) => {
  expect(inferOutputType(output, command, hint)).toEqual({type, stream})
})
