import {startBystander} from '../bystander.ts'

/** A process beside a session that ends everything the session started: when told, or when this process is gone. */
export interface Warden {
  readonly pid: number | undefined
  /** Have a process group ended too; matters where processes cannot be looked into. */
  watch(group: number): void
  /** End everything and wait until it is gone. */
  end(): Promise<void>
}

/**
 * Reads process groups until its standard input ends, then ends whatever has the marker in its environment, at first
 * gently. Processes may start others while they end, so it looks again until none is left.
 */
const script = `
groups=
while IFS= read -r group; do groups="$groups $group"; done
members() { grep -lzFx -- "$1" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3; }
if [ -r /proc/self/environ ]; then
  signal=TERM
  for round in {1..80}; do
    found=$(members "$1")
    [ -n "$found" ] || exit 0
    [ "$round" -lt 40 ] || signal=KILL
    # Once gently: a second TERM would disturb what is cleaning up.
    if [ "$round" = 1 ] || [ "$signal" = KILL ]; then kill -s "$signal" $found 2>/dev/null; fi
    sleep 0.05
  done
else
  for group in $groups; do kill -s TERM -- "-$group" 2>/dev/null; done
  [ -z "$groups" ] || sleep 1
  for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
fi
`

/**
 * Start the warden of a session.
 *
 * @param marker `NAME=value` in the environment of all that the session starts
 */
export function startWarden(bash: string, marker: string): Warden {
  const {pid, tell, end} = startBystander(script, {
    bash,
    name: 'guiderail-warden',
    args: [marker],
    env: {PATH: process.env['PATH'] ?? '/usr/bin:/bin'}
  })
  return {pid, watch: (group) => tell(String(group)), end}
}
