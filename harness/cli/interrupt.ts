import {exitStatus} from './errors.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Abort on the first Ctrl-C (or SIGTERM, SIGHUP), so that everything is given back; leave at once on the second.
 *
 * Clusters that are left behind by leaving at once are removed by the reaper.
 */
export function abortOnSignals(): {readonly signal: AbortSignal; readonly stopListening: () => void} {
  const controller = new AbortController()
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(exitStatus.interrupted)
    process.stderr.write('\nguiderail: interrupted; giving clusters back (again to leave at once)\n')
    controller.abort()
  }
  for (const name of signals) process.on(name, onSignal)
  return {
    signal: controller.signal,
    stopListening: () => {
      for (const name of signals) process.off(name, onSignal)
    }
  }
}
