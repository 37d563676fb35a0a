/** Where a value stands, which decides what it may be. */
export interface Setting {
  /** Whether the text is the page's sample, or what a command printed: only samples may show made-up suffixes. */
  readonly side: 'sample' | 'actual'
  /** True where a sample's made-up suffixes (`abc12-xyz`) are taken for generated ones. */
  readonly lenient: boolean
  /** `text` for lines, `cell` for tables, `value` for JSON, YAML, listings and HTTP headers. */
  readonly form: 'text' | 'cell' | 'value'
  /** The column's header, the key or the HTTP header, in lower case; null in text. */
  readonly name: string | null
  /** True where versions of the software under test may differ. */
  readonly anyVersion: boolean
  /** Addresses that the page's own commands gave, which are the same wherever it is run. */
  readonly given?: readonly string[] | undefined
}

/** What of a page decides which values vary there. */
export type Leeway = Pick<Setting, 'anyVersion' | 'given'>

/** A value that was read: where it ends, and what must agree with the other side besides its kind. */
export interface Reading {
  readonly end: number
  readonly shape: string
}

/** One kind of value that differs between runs by nature. */
export interface VaryingKind {
  /** Stable, kebab-case; names the fixtures and the section of the generated page. */
  readonly id: string
  readonly title: string
  /** Why two values of this kind are equal enough, and where that ends. */
  readonly why: string
  /** Where it may stand. */
  readonly forms: readonly Setting['form'][]
  /** Characters that it may begin with, so that most positions of a text need not be tried. */
  readonly first: string
  /** Read a value that starts at `at`; null where none does. Looks at a bounded number of characters. */
  readonly read: (text: string, at: number, setting: Setting) => Reading | null
}
