import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {startBystander} from '../bystander.ts'

/** Waits, at next to no cost, until its standard input ends, which it does however this process ends. */
const script = 'while read -r _; do :; done; exec "$@"'

let started = false

/** Start, once per process, what removes all that this process leaves behind if it is killed. */
export function startReaper(): void {
  if (started) return
  started = true
  const reaper = startBystander(script, {
    bash: 'bash',
    name: 'guiderail-reaper',
    args: reapCommand(),
    env: process.env
  })
  reaper.unref()
}

/** Node itself, and the loader that it needs where this is not built. */
function reapCommand(): readonly string[] {
  const here = fileURLToPath(import.meta.url)
  const extension = here.endsWith('.ts') ? 'ts' : 'js'
  const entry = join(dirname(here), `reaper-process.${extension}`)
  return extension === 'js' ? [process.execPath, entry] : [process.execPath, '--import', loader(), entry]
}

function loader(): string {
  const jiti = createRequire(import.meta.url).resolve('jiti/package.json')
  return pathToFileURL(join(dirname(jiti), 'lib', 'jiti-register.mjs')).href
}
