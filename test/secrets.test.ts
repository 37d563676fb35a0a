import {expect, test} from 'vitest'
import {maskSecrets} from '../src/secrets.ts'

const key = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEowIBAAKCAQEA\n'.repeat(3)}-----END RSA PRIVATE KEY-----`
const encryptedKey = key.replace('-----\n', '-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\n\n')
const wrapped = `LS0tLS1CRUdJTi${'QUJD'.repeat(15)}\n${'QUJD'.repeat(19)}`
const jwt = `eyJ${'hbGciOiJSUzI1NiIs'}.eyJ${'pc3MiOiJrdWJlcm5ldGVz'}.c2lnbmF0dXJl`

test.for([
  ['a private key', `before\n${key}\nafter`, 'before\n[private key]\nafter'],
  ['a web token', `Authorization: ${jwt}`, 'Authorization: [token]'],
  ['a bearer header', 'authorization: Bearer abcdefghijklmnop0123', 'authorization: Bearer [token]'],
  ['the key of a kubeconfig', `  client-key-data: ${'QUJD'.repeat(9)}`, '  client-key-data: [secret]'],
  ['the token of a remote secret', '      token: abc.def', '      token: [secret]'],
  ['a base64 certificate', `ca.crt: LS0tLS1CRUdJTi${'BDRVJU'.repeat(5)}==`, 'ca.crt: [pem]'],
  ['an encrypted private key', `${encryptedKey}\nafter`, '[private key]\nafter'],
  ['a private key that is cut off', `${key.slice(0, 65)}\nnot a key`, '[private key]\nnot a key'],
  ['a private key in JSON', JSON.stringify({key}), '{"key":"[private key]"}'],
  ['a wrapped base64 key', `${wrapped}\nQUJD\nafter`, '[pem]\nQUJD\nafter'],
  ['a wrapped base64 key, padded', `${wrapped}\nQUI=\nafter`, '[pem]\nafter'],
  ['a token in JSON', '{"token": "abc", "name": "x"}', '{"token": "[secret]", "name": "x"}'],
  ['a secret of a cloud', 'export AWS_SECRET_ACCESS_KEY=abc/def', 'export AWS_SECRET_ACCESS_KEY=[secret]'],
  ['a password in an address', 'from https://me:geheim@example.com/x', 'from https://me:[secret]@example.com/x'],
  ['a token of a cluster', `kubeadm join --token ab12cd.${'0123456789abcdef'}`, 'kubeadm join --token [token]'],
  ['a token of a code host', `ghp_${'a1'.repeat(18)} used`, '[token] used']
] as const)('masks %s', ([, text, masked]) => expect(maskSecrets(text)).toBe(masked))

test.for([
  'kubectl create secret generic cacerts',
  'secret/cacerts created',
  'token-reviewer   1/1   Running',
  'Set the password: see below'.slice(0, 16),
  'tokens: 3',
  'http://127.0.0.1:8080/a@b',
  'password:',
  'reviews-v1-545db77b95.default.svc.cluster.local:9080',
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
])('leaves %s', (text) => expect(maskSecrets(text)).toBe(text))

test('masking twice changes nothing more', () => {
  const text = `token: x\n${key}\n${jwt}`
  expect(maskSecrets(maskSecrets(text))).toBe(maskSecrets(text))
})

test('hostile text does not take long', () => {
  const hostile = [
    '-----BEGIN PRIVATE KEY-----',
    'eyJaaaaaaaa.',
    'token: ',
    'Bearer ',
    '://a:',
    'LS0tLS1CRUdJTi\n',
    'a.',
    '"token":"'
  ].map((part) => part.repeat(20_000))
  for (const text of hostile) expect(maskSecrets(text).length).toBeGreaterThan(0)
})
