/** How long a part of a piece of work took. */
interface Phase {
  readonly name: string
  readonly durationMs: number
}

/** How long each part of a piece of work took, in the order of time. */
export class Phases {
  readonly #spans: {readonly name: string; readonly from: number; readonly to: number}[] = []

  get all(): readonly Phase[] {
    return this.since(0)
  }

  /**
   * What of each part fell behind a moment, for whoever waited only from then on.
   *
   * @param moment as `performance.now()` gives it
   */
  since(moment: number): readonly Phase[] {
    return this.#spans
      .filter(({to}) => to > moment)
      .map(({name, from, to}) => ({name, durationMs: Math.round(to - Math.max(from, moment))}))
  }

  /** Do something and write down how long it took, also where it fails. */
  async time<T>(name: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now()
    try {
      return await work()
    } finally {
      this.#spans.push({name, from, to: performance.now()})
    }
  }
}
