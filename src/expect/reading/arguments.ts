/** Arguments that are neither options nor values of the options named in `valued`; everything after `--` is left out. */
export function positionals(words: readonly string[], valued: ReadonlySet<string>): readonly string[] {
  const found: string[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (word === '--') break
    if (!word.startsWith('-') || word === '-') found.push(word)
    else if (valued.has(word)) index++
  }
  return found
}

/** The value of the first of the named options, as `--name value`, `--name=value` or `-nvalue`; null where absent. */
export function optionValue(words: readonly string[], ...names: readonly string[]): string | null {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    // Most words are none, and this is asked many times of each command.
    if (!word.startsWith('-')) continue
    if (word === '--') return null
    for (const name of names) {
      if (word === name) return words[index + 1] ?? ''
      if (name.startsWith('--') && word.startsWith(`${name}=`)) return word.slice(name.length + 1)
      if (!name.startsWith('--') && word.startsWith(name) && word.length > name.length) {
        return word.slice(name.length).replace(/^=/, '')
      }
    }
  }
  return null
}

/** True where one of the named options is given and not switched off (`--watch=false`). */
export function hasOption(words: readonly string[], ...names: readonly string[]): boolean {
  const before = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
  return before.some((word) =>
    names.some((name) => word === name || (word.startsWith(`${name}=`) && !word.endsWith('=false')))
  )
}

/** What follows `--`, or null without one. */
export function afterDashes(words: readonly string[]): readonly string[] | null {
  const index = words.indexOf('--')
  return index < 0 ? null : words.slice(index + 1)
}
