/** How shortcodes behave that a page alone does not tell, because Hugo asks their templates. */
export interface ShortcodeNames {
  /** Paired; the body is raw text, as of `text`. */
  readonly raw: ReadonlySet<string>
  /** Paired; the body is markdown. Left open they are errors. */
  readonly paired: ReadonlySet<string>
  /** Paired, and part of a sentence even when alone on its line. */
  readonly inline: ReadonlySet<string>
  /** Void, and a block of its own even where no blank line sets it off from prose. */
  readonly block: ReadonlySet<string>
}

/** The names that istio.io defines, and Hugo's own `highlight`. */
export const istioNames: ShortcodeNames = {
  raw: new Set(['text', 'highlight']),
  paired: new Set(['tip', 'warning', 'idea', 'note', 'quote', 'tabset', 'tab', 'gloss', 'multicluster', 'multi_page']),
  inline: new Set(['gloss']),
  block: new Set(['boilerplate'])
}
