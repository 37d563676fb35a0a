/** A state of the automaton: where each next character leads, and which texts end here. */
interface State {
  readonly next: Map<number, State>
  /** Of texts that end here, the ones that are shorter included; `-1` for none. */
  own: number
  /** The state of the longest proper suffix that begins a text, null at the root. */
  suffix: State | null
  /** The nearest of those suffixes at which a text ends. */
  ending: State | null
}

/**
 * Find which of many texts occur in a line, in one pass over it however many they are.
 *
 * The automaton of Aho and Corasick (1975): a trie of the texts, whose states lead on to the longest suffix where a character
 * does not fit.
 *
 * @param texts none of them empty, each once
 * @returns the indexes of the texts that occur in a line
 */
export function occurrencesOf(texts: readonly string[]): (line: string) => ReadonlySet<number> {
  const root = build(texts)
  return (line) => {
    const found = new Set<number>()
    let state = root
    for (let at = 0; at < line.length; at++) {
      state = step(state, line.charCodeAt(at), root)
      // Whatever ends at a shorter suffix was found with this one.
      for (let end: State | null = state; end !== null && !found.has(end.own); end = end.ending) {
        if (end.own !== -1) found.add(end.own)
      }
    }
    return found
  }
}

function build(texts: readonly string[]): State {
  const root = newState()
  for (const [index, text] of texts.entries()) {
    let state = root
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      const next = state.next.get(code) ?? newState()
      state.next.set(code, next)
      state = next
    }
    state.own = index
  }
  // Breadth first, so that shorter suffixes are known.
  const queue: State[] = [root]
  for (const state of queue) {
    for (const [code, next] of state.next) {
      next.suffix = state === root ? root : step(state.suffix ?? root, code, root)
      next.ending = next.suffix.own === -1 ? next.suffix.ending : next.suffix
      queue.push(next)
    }
  }
  return root
}

function step(from: State, code: number, root: State): State {
  for (let state: State | null = from; state !== null; state = state.suffix) {
    const next = state.next.get(code)
    if (next !== undefined) return next
  }
  return root
}

function newState(): State {
  return {next: new Map(), own: -1, suffix: null, ending: null}
}
