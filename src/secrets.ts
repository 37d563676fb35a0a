const base64 = '[A-Za-z0-9+/]'
const key = '-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----'
const names = [
  ...['client-key-data', '(?:(?:access|id|refresh)_?)?token', 'password', 'passwd', 'client[-_]?secret'],
  ...['(?:aws_)?secret_?access_?key', 'api[-_]?key']
].join('|')
// Pages abridge what nobody reads.
const abridged = String.raw`(?:\.{3,}|…)`
const end = String.raw`(?=\r?\n|$)`

/**
 * What secrets look like, with the part before them that stays readable. Each pattern is linear: no two repetitions in a row
 * take the same characters.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  // Whole, with the headers of an encrypted one; or its beginning, where the rest was cut off. JSON escapes line ends.
  [new RegExp(`${key}(?:[^-]|-(?!----)){0,20000}-----END [A-Z ]{0,30}PRIVATE KEY-----`, 'g'), '[private key]'],
  [new RegExp(String.raw`${key}(?:(?:\s|\\n)+${base64}{16,}={0,2})*`, 'g'), '[private key]'],
  // Base64 of "-----BEGIN " as kubeconfigs and secrets carry it, on one line or wrapped; certificates are public, but look
  // the same there.
  [
    new RegExp(
      String.raw`\bLS0tLS1CRUdJTi(?:${base64}|=)*(?:\r?\n[ \t]*${base64}{60,76}${end})*(?:\r?\n[ \t]*${base64}{1,75}={1,2}${end})?${abridged}?`,
      'g'
    ),
    '[pem]'
  ],
  // JSON web tokens: header and payload are base64 of `{"`.
  [/\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g, '[token]'],
  [/\bZXlKaGJHY2lPaU[A-Za-z0-9+/=]+/g, '[token]'],
  [new RegExp(String.raw`\beyJ[A-Za-z0-9_-]{2,}${abridged}`, 'g'), '[token]'],
  [/\b(Bearer|Basic) [A-Za-z0-9._~+/=-]{12,}/g, '$1 [token]'],
  [new RegExp(String.raw`\b(Bearer|Basic) [A-Za-z0-9_~+/=-]{3,}${abridged}`, 'g'), '$1 [token]'],
  [
    /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|npm_[A-Za-z0-9]{30,}|AKIA[A-Z0-9]{16}|AIza[\w-]{35})/g,
    '[token]'
  ],
  // With which nodes join a cluster.
  [/(?<![\w.-])[a-z0-9]{6}\.[a-z0-9]{16}(?![\w.-])/g, '[token]'],
  [/(:\/\/[^\s/:@[\]]{1,100}:)[^\s/:@[\]]{1,200}(?=@)/g, '$1[secret]'],
  // As YAML, as in a shell or an INI file, and as JSON.
  [
    new RegExp(String.raw`^([ \t]*(?:export )?(?:${names})(?::[ \t]+|[ \t]*=[ \t]*))[^\s[][^\n]*$`, 'gim'),
    '$1[secret]'
  ],
  [new RegExp(String.raw`("(?:${names})"[ \t]*:[ \t]*")[^"[\n][^"\n]*(?=")`, 'gi'), '$1[secret]']
]

/** Replace tokens, private keys and passwords in a text by what they are, as `[token]`. */
export function maskSecrets(text: string): string {
  return patterns.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text)
}
