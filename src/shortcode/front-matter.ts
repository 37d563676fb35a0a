import type {Literal, Yaml} from 'mdast'

declare module 'mdast' {
  interface RootContentMap {
    toml: Toml
  }
}

/** TOML front matter, which mdast's types leave out. */
interface Toml extends Literal {
  type: 'toml'
}

/**
 * Make the node of front matter, whose fences are the first and last lines of a document's beginning.
 *
 * @param end where that beginning ends, behind the blanks of its last line
 */
export function readFrontMatter(text: string, end: number): Yaml | Toml {
  const matter = text.slice(0, end)
  const value = matter.replace(/^.*(?:\r\n?|\n)/, '').replace(/(?:^|\r\n?|\n)(?:---|\+\+\+)[ \t]*$/, '')
  const position = {start: {line: 0, column: 0, offset: 0}, end: {line: 0, column: 0, offset: end}}
  return {type: matter.startsWith('-') ? 'yaml' : 'toml', value, position}
}
