import {istioNames, type ShortcodeNames} from '../shortcode/names.ts'

/** How a site writes what its guides run. */
export interface Preset {
  /** Whether shell fences are run, and counted with the blocks. */
  readonly fences: boolean
  readonly shortcodes: ShortcodeNames
}

/** The presets that configuration can name. */
export type PresetName = 'istio' | 'kubernetes' | 'fences'

const names: ShortcodeNames = {
  raw: new Set([...istioNames.raw, 'mermaid']),
  paired: new Set([...istioNames.paired, 'caution', 'tabs', 'alert', 'pageinfo']),
  inline: istioNames.inline,
  block: new Set([...istioNames.block, 'include', 'code_sample', 'codenew'])
}

/** What each preset means. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  istio: {fences: false, shortcodes: istioNames},
  kubernetes: {fences: true, shortcodes: names},
  fences: {fences: true, shortcodes: names}
}
