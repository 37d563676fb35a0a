import type {Problem} from '../problem.ts'

/** A page, read: its sections in order, with everything in them that the later stages need. */
export interface Guide {
  /** Path relative to the working directory, with `/`. */
  readonly path: string
  readonly title: string
  readonly frontMatter: Readonly<Record<string, unknown>>
  /** The first has no heading and may be empty. */
  readonly sections: readonly Section[]
  readonly problems: readonly Problem[]
  /** Shortcodes that cannot be read as they are meant; with any, sections may lack what the page has. */
  readonly broken: readonly Problem[]
}

/** What stands between one heading of any level and the next. */
export interface Section {
  /** The heading's text, or null before the first heading. */
  readonly heading: string | null
  /** 1 to 6; 0 before the first heading. */
  readonly depth: number
  /** The fragment that links to it: `{#anchor}` where given, else Hugo's own (GitHub style). */
  readonly anchor: string
  readonly line: number
  readonly contents: readonly Content[]
}

export type Content = Prose | Block | Inclusion

/** A paragraph, list item paragraph or table of prose. */
export interface Prose {
  readonly type: 'prose'
  readonly kind: 'paragraph' | 'table'
  /** True for the paragraph with which a list item begins. */
  readonly opensItem?: true
  /** The page on which it stands, where that is not the guide's own but one that it includes. */
  readonly page?: string
  readonly line: number
  readonly sentences: readonly Sentence[]
  readonly containers: readonly Container[]
}

/** A sentence of prose on one line: soft breaks are spaces, code spans keep their backticks, links show their text. */
export interface Sentence {
  readonly text: string
  readonly line: number
  readonly column: number
  readonly links: readonly Link[]
}

/** A link in prose. */
export interface Link {
  readonly text: string
  readonly url: string
  readonly line: number
  readonly column: number
}

/** One tab of a set. */
export interface Tab {
  readonly type: 'tab'
  readonly set: string
  readonly value: string
  readonly label: string
  readonly line: number
  /** True where the page shows it before its reader has chosen one. */
  readonly first?: true
}

/** What a block or paragraph stands in, outermost first. */
export type Container =
  | Tab
  | {readonly type: 'callout'; readonly kind: string; readonly line: number}
  | {readonly type: 'comment'; readonly line: number}

/** A page that another brings in, as `{{< boilerplate name >}}` does. */
export interface Inclusion {
  readonly type: 'inclusion'
  /** `boilerplates/name.md` without folder and extension. */
  readonly name: string
  readonly line: number
  readonly column: number
  readonly containers: readonly Container[]
}

/** One `text` shortcode or fence; one of the ways in it, where it has several. */
export interface Block {
  readonly type: 'block'
  /** As istio.io names its snippets: section in snake case and number, or the author's own `snip_id`. */
  readonly id: string
  /** The page on which it stands. */
  readonly page: string
  /** The line of its opener. */
  readonly line: number
  readonly column: number
  /** `bash` is run; any other is data. Shells and consoles of fences are `bash` here. */
  readonly language: string
  /** The author's hint at the type of the output: `yaml` of `{{< text bash yaml >}}`. */
  readonly outputType: string | null
  readonly attributes: Readonly<Record<string, string>>
  /** The body without its indentation; shortcodes in it as written. Its first line is `line + 1` of the page. */
  readonly value: string
  readonly containers: readonly Container[]
  /** Why the author keeps it from running (`snip_id=none`, an HTML comment), or null. */
  readonly disabled: string | null
  /** Empty unless `language` is `bash`. */
  readonly steps: readonly Step[]
  /** The comment above the commands by which they are another way than those before them: `# OR`. */
  readonly or?: string
  /** What a comment beside the block says: `<!-- guiderail: expect contains "503" -->`. */
  readonly directives: readonly Directive[]
}

/** One command and the output expected of it. */
export interface Step {
  readonly line: number
  readonly column: number
  /** Without its prompt; `@path@` and shortcodes as written. */
  readonly command: string
  /** What the page shows below it, or null. */
  readonly output: Output | null
}

export interface Output {
  /** Of its first line. */
  readonly line: number
  readonly text: string
}

/** One option from a comment beside a block. */
export interface Directive {
  readonly line: number
  readonly column: number
  /** `expect`, `skip`, `run`, `background`, `after`, `repeat` or `timeout`; others are problems. */
  readonly name: string
  readonly value: string
}
