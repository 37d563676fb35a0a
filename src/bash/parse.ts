import {type ParsedScript, parse} from 'unbash'

/** The scripts of a large page; what is asked for again is asked for soon. */
const capacity = 500

/** Longer than what a person wrote; nothing else takes much memory. */
const longest = 10_000

const parsed = new Map<string, ParsedScript>()

/** Parse a script, which several stages ask for one after the other: the same tree each time, never to be changed. */
export function parseScript(text: string): ParsedScript {
  if (text.length > longest) return parse(text)
  const known = parsed.get(text)
  if (known !== undefined) return known
  if (parsed.size >= capacity) parsed.clear()
  const script = parse(text)
  parsed.set(text, script)
  return script
}
