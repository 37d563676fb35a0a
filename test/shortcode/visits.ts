/** Work of string methods is the characters that they look at. */
const costs: Readonly<Record<string, (text: string, args: readonly unknown[], result: unknown) => number>> = {
  charAt: () => 1,
  charCodeAt: () => 1,
  codePointAt: () => 1,
  startsWith: (_text, [part]) => String(part).length,
  includes: (text, [part], found) => (found ? text.indexOf(String(part)) : text.length),
  indexOf: (text, [, from], at) => (at === -1 ? text.length : Number(at)) - Number(from ?? 0),
  slice: (_text, _args, slice) => String(slice).length,
  split: (text) => text.length,
  replaceAll: (text) => text.length,
  search: (text, _args, at) => (at === -1 ? text.length : Number(at))
}

/**
 * Count the characters that a piece of work visits, through every string method and regular expression that it uses.
 *
 * Micromark takes each character with `charCodeAt`, so reading one again counts again.
 */
export function countVisits(work: () => void): number {
  let visits = 0
  const restore: (() => void)[] = []
  const watch = (
    owner: object,
    name: string,
    cost: (self: unknown, args: unknown[], result: unknown) => number
  ): void => {
    const original = Reflect.get(owner, name)
    const replacement = function (this: unknown, ...args: unknown[]): unknown {
      const result = Reflect.apply(original, this, args)
      visits += cost(this, args, result)
      return result
    }
    Object.defineProperty(owner, name, {value: replacement, configurable: true, writable: true})
    restore.push(() => Object.defineProperty(owner, name, {value: original, configurable: true, writable: true}))
  }
  for (const [name, cost] of Object.entries(costs)) {
    watch(String.prototype, name, (self, args, result) => cost(String(self), args, result))
  }
  const exec = RegExp.prototype.exec
  RegExp.prototype.exec = function (text) {
    const from = this.global || this.sticky ? this.lastIndex : 0
    const match = exec.call(this, text)
    visits += match ? match.index + match[0].length - from : this.sticky ? 1 : text.length - from
    return match
  }
  restore.push(() => {
    RegExp.prototype.exec = exec
  })
  try {
    work()
  } finally {
    for (const undo of restore) undo()
  }
  return visits
}
