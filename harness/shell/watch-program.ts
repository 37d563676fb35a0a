import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'

/**
 * `watch` as it is for a guide: what a command prints, once, as `watch` would show it to a reader who looks once.
 *
 * The real one needs a terminal, never ends and paints over what it has shown. A step that shows its output is repeated until
 * that has come about, as any other command that reads.
 */
const program = `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in
    -n | --interval | -q | --equexit | -s | --shotsdir | -[!-]*n) shift; [ $# -eq 0 ] || shift ;;
    -x | --exec) direct=yes; shift ;;
    --) shift; break ;;
    -*) shift ;;
    *) break ;;
  esac
done
if [ $# -eq 0 ]; then
  echo 'watch: no command to watch' >&2
  exit 1
fi
[ -z "$direct" ] || exec "$@"
exec sh -c "$*"
`

/** Write the program into a folder of its own, which comes first on `PATH`. */
export async function writeWatch(folder: string): Promise<void> {
  await mkdir(folder)
  await writeFile(join(folder, 'watch'), program, {mode: 0o755})
}
