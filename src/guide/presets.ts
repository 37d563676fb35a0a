import {istioNames, type ShortcodeNames} from '../shortcode/names.ts'

/** How a site writes what its guides run. */
export interface Preset {
  /** Whether shell fences are run, and counted with the blocks. */
  readonly fences: boolean
  /** Whether Hugo builds the site for certain: only then is what cannot be a shortcode wrong in code, too. */
  readonly hugo: boolean
  /** Whether tabs and admonitions may be MkDocs'. */
  readonly mkdocs: boolean
  readonly shortcodes: ShortcodeNames
}

/** The presets that configuration can name. */
export type PresetName = 'istio' | 'kubernetes' | 'fences'

const names: ShortcodeNames = {
  raw: new Set([...istioNames.raw, 'mermaid', 'codeFromInline']),
  paired: new Set([...istioNames.paired, 'caution', 'tabs', 'alert', 'pageinfo']),
  inline: istioNames.inline,
  block: new Set([...istioNames.block, 'include', 'code_sample', 'codenew'])
}

/** What each preset means. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  istio: {fences: false, hugo: true, mkdocs: false, shortcodes: istioNames},
  kubernetes: {fences: true, hugo: true, mkdocs: false, shortcodes: names},
  fences: {fences: true, hugo: false, mkdocs: true, shortcodes: names}
}
