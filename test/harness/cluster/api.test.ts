import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {createServer} from 'node:https'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {execa} from 'execa'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {type Api, connectApi} from '../../../harness/cluster/api.ts'

const {failed: lacksOpenssl} = await execa('openssl', ['version'], {reject: false})

describe.skipIf(lacksOpenssl)('over TLS (needs openssl)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-api-'))
  /** What the server answers with, by path, in turn; the last one again and again. */
  const answers: Record<string, {status: number; retryAfter?: string; body?: string}[]> = {}
  let api: Api
  let close = (): void => {}

  beforeAll(async () => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
    await execa('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject])
    const pair = {key: readFileSync(key), cert: readFileSync(cert)}
    const server = createServer({...pair, ca: pair.cert, requestCert: true}, ({url = ''}, response) => {
      const known = answers[url] ?? [{status: 404}]
      const {status, retryAfter, body = ''} = (known.length > 1 ? known.shift() : known[0]) ?? {status: 404}
      response.writeHead(status, retryAfter === undefined ? {} : {'retry-after': retryAfter}).end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const data = {cert: pair.cert.toString('base64'), key: pair.key.toString('base64')}
    api = connectApi({
      name: 'cluster1',
      namespace: null,
      cluster: {
        server: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
        'certificate-authority-data': data.cert
      },
      user: {'client-certificate-data': data.cert, 'client-key-data': data.key}
    })
    close = () => void server.close()
  })

  afterAll(() => {
    api.close()
    close()
    rmSync(folder, {recursive: true})
  })

  test('what is not ready yet is asked for again', async () => {
    const later = {status: 429, retryAfter: '0'}
    answers['/crd'] = [later, later, {status: 200, body: '{"items": []}'}]
    expect(await api.get('/crd')).toEqual({items: []})
  })

  test('a server that puts it off for ever is an error', async () => {
    answers['/busy'] = [{status: 429, retryAfter: '0'}]
    await expect(api.get('/busy')).rejects.toThrow(/\/busy answers with 429$/)
  })

  test('what is not served is nothing', async () => {
    answers['/gone'] = [{status: 503}]
    answers['/unconverted'] = [{status: 500}]
    const found = await Promise.all(['/nowhere', '/gone', '/unconverted'].map(api.get))
    expect(found).toEqual([null, null, null])
  })

  test('a refusal and an answer that is no JSON are errors', async () => {
    answers['/secret'] = [{status: 403}]
    answers['/odd'] = [{status: 200, body: '<html>'}]
    await expect(api.get('/secret')).rejects.toThrow(/\/secret answers with 403$/)
    await expect(api.get('/odd')).rejects.toThrow(SyntaxError)
  })
})
