/** How long each part of a piece of work took, in the order of time. */
export class Phases {
  readonly all: {readonly name: string; readonly durationMs: number}[] = []

  /** Do something and write down how long it took, also where it fails. */
  async time<T>(name: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now()
    try {
      return await work()
    } finally {
      this.all.push({name, durationMs: Math.round(performance.now() - started)})
    }
  }
}
