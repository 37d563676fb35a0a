import type {Gap, Sample} from './sample-tree.ts'

/**
 * Read JSON as pages show it: with `...` for what is left out, and without the commas that this makes superfluous.
 *
 * One pass, no recursion deeper than 200 levels.
 *
 * @returns null where it is no JSON even so
 */
export function readSampleJson(text: string): Sample | null {
  try {
    const reader = new Reader(text)
    const value = reader.value(0)
    return reader.atEnd() ? value : null
  } catch (error) {
    if (error instanceof NotJson) return null
    throw error
  }
}

class NotJson extends Error {
  override readonly name = 'NotJson'
}

const mostLevels = 200
const gapPattern = /\s*(?:\/\/ ?|# ?)?(?:\.{3,}|…)(?:[^\S\n]*(?=[\n,}\]]|$))?/y
const stringPattern = /"(?:[^"\\\n]|\\.)*"/y
const scalarPattern = /(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y
const blankPattern = /\s*/y

class Reader {
  #at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    this.#match(blankPattern)
  }

  atEnd(): boolean {
    return this.#at === this.#text.length
  }

  value(level: number): Sample {
    if (level > mostLevels) throw new NotJson()
    if (this.#gap()) return {type: 'any'}
    if (this.#take('{')) return this.#object(level)
    if (this.#take('[')) return this.#array(level)
    const string = this.#match(stringPattern)
    if (string !== null) {
      const value = parse(string)
      return value === '...' || value === '…' ? {type: 'any'} : {type: 'scalar', value}
    }
    const scalar = this.#match(scalarPattern)
    if (scalar === null) throw new NotJson()
    return {type: 'scalar', value: parse(scalar)}
  }

  #object(level: number): Sample {
    const members = new Map<string, Sample>()
    let elided = false
    while (!this.#take('}')) {
      if (this.#gap()) elided = true
      else {
        const key = this.#match(stringPattern)
        if (key === null || !this.#take(':')) throw new NotJson()
        members.set(String(parse(key)), this.value(level + 1))
      }
      this.#separator('}')
    }
    return {type: 'object', members, elided}
  }

  #array(level: number): Sample {
    const items: (Sample | Gap)[] = []
    while (!this.#take(']')) {
      items.push(this.#gap() ? {type: 'gap'} : this.value(level + 1))
      this.#separator(']')
    }
    return {type: 'array', items}
  }

  // Beside `...`, and before a closing bracket, commas come and go.
  #separator(closing: string): void {
    if (this.#take(',') || this.#peek(closing) || this.#peek('...') || this.#peek('…') || this.#afterGap) return
    throw new NotJson()
  }

  #afterGap = false

  #gap(): boolean {
    this.#afterGap = this.#match(gapPattern) !== null
    return this.#afterGap
  }

  #peek(token: string): boolean {
    return this.#text.startsWith(token, this.#at)
  }

  #take(token: string): boolean {
    if (!this.#peek(token)) return false
    this.#at += token.length
    this.#match(blankPattern)
    return true
  }

  // Blanks after whatever matched are skipped with it.
  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? null
    if (found === null) return null
    blankPattern.lastIndex = pattern.lastIndex
    blankPattern.test(this.#text)
    this.#at = blankPattern.lastIndex
    return found
  }
}

// Checked by the patterns: a string, a number, `true`, `false` or `null`.
function parse(json: string): string | number | boolean | null {
  try {
    return JSON.parse(json) as string | number | boolean | null
  } catch {
    throw new NotJson()
  }
}
