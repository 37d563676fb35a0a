/** Whether a text is an IPv4 address that another cluster would have another one for. */
export function isVaryingIpv4(text: string): boolean {
  const octets = text.split('.')
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255)) return false
  return !(text.startsWith('127.') || text === '0.0.0.0' || text === '169.254.169.254')
}

/** Whether a text is an IPv6 address that another cluster would have another one for. */
export function isVaryingIpv6(text: string): boolean {
  return isIpv6(text) && text !== '::1' && text !== '::'
}

function isIpv6(value: string): boolean {
  const halves = value.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8
}
