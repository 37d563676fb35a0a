/** Where nodes, pods and services of leased clusters can be, and names inside a cluster. */
const exempt = ['localhost', '127.0.0.1', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '.svc', '.cluster.local']

/**
 * Variables that keep requests to nodes away from a proxy, which does not know them.
 *
 * @returns nothing where no proxy is set
 */
export function proxyExemptions(
  environment: Readonly<Record<string, string | undefined>>
): Readonly<Record<string, string>> {
  const {HTTP_PROXY, HTTPS_PROXY, http_proxy, https_proxy, NO_PROXY, no_proxy} = environment
  if (!(HTTP_PROXY || HTTPS_PROXY || http_proxy || https_proxy)) return {}
  const list = [NO_PROXY || no_proxy, ...exempt].filter(Boolean).join(',')
  return {NO_PROXY: list, no_proxy: list}
}
