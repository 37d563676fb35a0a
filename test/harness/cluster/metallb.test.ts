import {writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {installLoadBalancer, loadLoadBalancer} from '../../../harness/cluster/metallb.ts'
import {useStandIns} from './stand-ins.ts'

const standIns = useStandIns()

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: metallb-system\n'
const definition =
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  names:\n    kind: IPAddressPool\n'
const webhook = 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nwebhooks: []\n'
const manifest = `# Comment\n---\n${namespace}---\n${webhook}--- # next\n${definition}---\n`

test('webhooks are told from what they admit, byte for byte', async () => {
  const path = join(standIns.folder, 'metallb.yaml')
  writeFileSync(path, manifest)
  expect(await loadLoadBalancer(path)).toEqual({
    objects: `\n${namespace}---\n\n${definition}`,
    webhooks: `\n${webhook}`
  })
})

test('a manifest can be at an address; an answer that is none is an error', async () => {
  const server = createServer(({url}, response) => {
    response.writeHead(url === '/metallb.yaml' ? 200 : 404).end(manifest)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  expect((await loadLoadBalancer(`${address}/metallb.yaml`)).webhooks).toContain('ValidatingWebhookConfiguration')
  await expect(loadLoadBalancer(`${address}/other.yaml`)).rejects.toMatchObject({
    ruleId: 'load-balancer',
    message: `MetalLB's manifest \`${address}/other.yaml\` cannot be read: it answers 404 Not Found; name a path or an address in \`GUIDERAIL_METALLB\` or under \`metallb\` in the configuration`
  })
})

test('an address where nobody answers is told with the reason', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const {port} = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  await expect(loadLoadBalancer(`http://127.0.0.1:${port}/metallb.yaml`)).rejects.toThrow(
    `cannot be read: connect ECONNREFUSED 127.0.0.1:${port}; name a path or an address`
  )
})

/** kubectl that answers with each of the errors in turn, then takes everything. */
function putKubectl(...errors: readonly string[]): void {
  const cases = errors.map((error, index) => `${index + 1}) echo '${error}' >&2; exit 1 ;;`).join(' ')
  standIns.script('kubectl', `cat > /dev/null; echo apply >> "$LOG"; case $(wc -l < "$LOG") in ${cases} esac`)
}
const balancer = {objects: 'kind: Namespace\n', webhooks: ''}
const install = () => installLoadBalancer('kubeconfig', balancer, '10.0.0.0/27', new AbortController().signal, 0)

test('a server that does not let anybody in yet is asked again, however long that takes', async () => {
  putKubectl(
    'The connection to the server 172.18.0.2:6443 was refused: connection refused',
    'Error from server (Forbidden): User "kubernetes-admin" cannot patch resource "namespaces"'
  )
  await install()
  expect(standIns.log()).toHaveLength(4)
})

test('a server that refuses the objects themselves is not asked for ever', async () => {
  putKubectl('error: unable to decode "STDIN"')
  await expect(install()).rejects.toMatchObject({
    ruleId: 'load-balancer',
    message: 'MetalLB cannot be installed:\nerror: unable to decode "STDIN"'
  })
})

test('a manifest of something else, or of an older MetalLB, is refused', async () => {
  const path = join(standIns.folder, 'other.yaml')
  writeFileSync(path, `${namespace}---\nkind: ConfigMap\n`)
  await expect(loadLoadBalancer(path)).rejects.toThrow(
    `\`${path}\` is no manifest of MetalLB 0.13 or later: it defines no \`IPAddressPool\``
  )
})
