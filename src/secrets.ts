/** What secrets look like, with the part before them that stays readable. Each pattern is linear: no nested repetition. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN ([A-Z ]{0,30})PRIVATE KEY-----[^-]*-----END [A-Z ]{0,30}PRIVATE KEY-----/g, '[private key]'],
  // Base64 of "-----BEGIN " as kubeconfigs and secrets carry it; certificates are public, but look the same there.
  [/\bLS0tLS1CRUdJTi[A-Za-z0-9+/=]+/g, '[pem]'],
  // JSON web tokens: header and payload are base64 of `{"`.
  [/\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g, '[token]'],
  [/\bZXlKaGJHY2lPaU[A-Za-z0-9+/=]+/g, '[token]'],
  [/\b(Bearer|Basic) [A-Za-z0-9._~+/=-]{12,}/g, '$1 [token]'],
  [
    /\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{20,}|AKIA[A-Z0-9]{16})\b/g,
    '[token]'
  ],
  [/^([ \t]*(?:client-key-data|token|password|secretAccessKey):[ \t]+)[^\s[][^\n]*$/gim, '$1[secret]']
]

/** Replace tokens, private keys and passwords in a text by what they are, as `[token]`. */
export function maskSecrets(text: string): string {
  return patterns.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text)
}
