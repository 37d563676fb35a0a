import type {RootContent} from 'mdast'
import type {Node, Parent} from 'unist'

/** A parameter as written: positional ones have no name. */
export interface ShortcodeParameter {
  readonly name: string | null
  readonly value: string
}

interface Fields {
  /** `text`, `tip`, `boilerplate`, … */
  name: string
  /** `<` for `{{< >}}`, `%` for `{{% %}}`. */
  delimiter: '<' | '%'
  parameters: ShortcodeParameter[]
  /** Exactly as in the page, closer included; absent on nodes that no page was read for. */
  source?: string
}

/** A paired shortcode whose body is markdown (`tip`, `tab`), with that markdown as children. */
export interface ContainerShortcode extends Fields, Parent {
  type: 'containerShortcode'
  children: RootContent[]
}

/** A paired shortcode whose body is raw text (`text`). */
export interface RawShortcode extends Fields, Node {
  type: 'rawShortcode'
  /** The body exactly as in the source: after the opener's `}}`, before the closer's `{{`. */
  value: string
}

/** A shortcode without a body: void, or self-closing (`{{< x />}}`). */
export interface LeafShortcode extends Fields, Node {
  type: 'leafShortcode'
}

/** `{{</* … *\/>}}`: shown as a shortcode, not run. */
export interface EscapedShortcode extends Node {
  type: 'escapedShortcode'
  /** As readers see it: `{{< … >}}`. */
  value: string
}

export type ShortcodeNode = ContainerShortcode | RawShortcode | LeafShortcode | EscapedShortcode

declare module 'unist' {
  interface Data {
    /**
     * The shortcodes inside a node that has no place for children: `code`, `inlineCode`, `html` (comments too), the
     * target of a `link` or `image`, a `definition`. In order; the node's own fields hold them as written.
     */
    shortcodes?: ShortcodeNode[]
  }
}

declare module 'mdast' {
  interface RootContentMap {
    containerShortcode: ContainerShortcode
    rawShortcode: RawShortcode
    leafShortcode: LeafShortcode
    escapedShortcode: EscapedShortcode
  }
  interface PhrasingContentMap {
    containerShortcode: ContainerShortcode
    rawShortcode: RawShortcode
    leafShortcode: LeafShortcode
    escapedShortcode: EscapedShortcode
  }
}
