/** Names of istio.io's version shortcodes and the keys of `data/args.yml` that they show. */
const versionKeys: Readonly<Record<string, string>> = {
  istio_version: 'version',
  istio_full_version: 'full_version',
  istio_previous_version: 'previous_version',
  k8s_gateway_api_version: 'k8s_gateway_api_version'
}

/** Shortcodes that show a version as a revision name, dots as dashes. */
const revisionKeys: Readonly<Record<string, string>> = {
  istio_full_version_revision: 'full_version',
  istio_previous_version_revision: 'previous_version'
}

/**
 * The value of a site variable from the site's data, or null where the data does not have it.
 *
 * @param name a shortcode's name, such as `istio_full_version`
 * @param data the site's `data/args.yml`, as read
 */
export function siteVariable(name: string, data: Readonly<Record<string, unknown>>): string | null {
  const plain = read(data, versionKeys[name] ?? (isSiteVariable(name) ? name : undefined))
  if (plain !== null) return plain
  const revision = read(data, revisionKeys[name])
  if (revision !== null) return revision.replaceAll('.', '-')
  const branch = read(data, 'source_branch_name')
  if (name === 'github_file' && branch !== null) return `https://raw.githubusercontent.com/istio/istio/${branch}`
  if (name === 'github_tree' && branch !== null) return `https://github.com/istio/istio/tree/${branch}`
  return null
}

/** Whether a shortcode's name is that of a version or an address; those that are newer than this list are called as their key is. */
export function isSiteVariable(name: string): boolean {
  return /^(?:istio_|k8s_|github_)/.test(name)
}

function read(data: Readonly<Record<string, unknown>>, key: string | undefined): string | null {
  const value = key === undefined ? undefined : data[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}
