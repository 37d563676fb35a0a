import {expect, test} from 'vitest'
import {maskSecrets} from '../src/secrets.ts'

const key = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEowIBAAKCAQEA\n'.repeat(3)}-----END RSA PRIVATE KEY-----`
const jwt = `eyJ${'hbGciOiJSUzI1NiIs'}.eyJ${'pc3MiOiJrdWJlcm5ldGVz'}.c2lnbmF0dXJl`

test.for([
  ['a private key', `before\n${key}\nafter`, 'before\n[private key]\nafter'],
  ['a web token', `Authorization: ${jwt}`, 'Authorization: [token]'],
  ['a bearer header', 'authorization: Bearer abcdefghijklmnop0123', 'authorization: Bearer [token]'],
  ['the key of a kubeconfig', `  client-key-data: ${'QUJD'.repeat(9)}`, '  client-key-data: [secret]'],
  ['the token of a remote secret', '      token: abc.def', '      token: [secret]'],
  ['a base64 certificate', `ca.crt: LS0tLS1CRUdJTi${'BDRVJU'.repeat(5)}==`, 'ca.crt: [pem]'],
  ['a token of a code host', `ghp_${'a1'.repeat(18)} used`, '[token] used']
] as const)('masks %s', ([, text, masked]) => expect(maskSecrets(text)).toBe(masked))

test.for([
  'kubectl create secret generic cacerts',
  'secret/cacerts created',
  'token-reviewer   1/1   Running',
  'Set the password: see below'.slice(0, 16),
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
])('leaves %s', (text) => expect(maskSecrets(text)).toBe(text))

test('masking twice changes nothing more', () => {
  const text = `token: x\n${key}\n${jwt}`
  expect(maskSecrets(maskSecrets(text))).toBe(maskSecrets(text))
})

test('hostile text does not take long', () => {
  const hostile = ['-----BEGIN PRIVATE KEY-----', 'eyJaaaaaaaa.', 'token: ', 'Bearer '].map((part) =>
    part.repeat(20_000)
  )
  for (const text of hostile) expect(maskSecrets(text).length).toBeGreaterThan(0)
})
