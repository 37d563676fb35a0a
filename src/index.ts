import type {Configuration} from './plan/configuration.ts'

export type {
  BlockConfiguration,
  ClusterConfiguration,
  Configuration,
  PageConfiguration,
  Prerequisites
} from './plan/configuration.ts'
export type {
  ContainerShortcode,
  EscapedShortcode,
  LeafShortcode,
  RawShortcode,
  ShortcodeNode,
  ShortcodeParameter
} from './shortcode/nodes.ts'
export {remarkHugoShortcode} from './shortcode/remark.ts'

/** Give a configuration its type: `export default defineConfig({…})` in `guiderail.config.ts`. */
export function defineConfig(configuration: Configuration): Configuration {
  return configuration
}
