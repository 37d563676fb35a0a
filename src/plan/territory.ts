/** What pages are made of and shown with: prose, pictures, styles. Pages that take part in a guide are looked at before. */
const publishing =
  /\.(?:md|markdown|txt|adoc|rst|html?|css|s[ac]ss|svg|png|jpe?g|gif|webp|avif|ico|bmp|pdf|woff2?|ttf|otf|eot|mp4|webm|drawio|po|pot|recording\.jsonl)$/i

/** Files about a repository, of no effect on what happens in it. */
const about =
  /(?:^|\/)(?:LICEN[CS]E|NOTICE|AUTHORS|CODEOWNERS|OWNERS|OWNERS_ALIASES|CHANGELOG|README|CONTRIBUTING|\.gitignore|\.gitattributes|\.mailmap|\.editorconfig)$/

/**
 * Whether no guide can depend on a file, other than the guides that are known to.
 *
 * @param content folders of the site's pages, in which everything is published or ignored
 */
export function isHarmless(file: string, content: readonly string[]): boolean {
  if (publishing.test(file) || about.test(file)) return true
  return content.some((folder) => folder !== '.' && folder !== '' && file.startsWith(`${folder}/`))
}
