import {existsSync, statSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {execa} from 'execa'
import {globSync} from 'tinyglobby'
import {bytecodeOf} from '../harness/bundle.ts'

/*
 * `npm run prepare`: build, unless everything that a build is made of is older than the last one. npm prepares a checkout at
 * `npm ci`, and again at the first `npx guiderail` in it.
 */

const root = resolve(import.meta.dirname, '..')
/** What a build writes last. */
const last = bytecodeOf(join(root, 'dist/harness/site/readers.cjs'))
const parts = ['src', 'harness', 'scripts', '{package,package-lock,tsconfig,tsconfig.build}.json']

if (!existsSync(last) || newestOf(parts) >= statSync(last).mtimeMs) {
  await execa('npm', ['run', 'build'], {cwd: root, stdio: 'inherit'})
}

/** When the newest of some files and folders, or what is in them, was changed, in milliseconds; a folder is when a file goes. */
function newestOf(patterns: readonly string[]): number {
  const paths = globSync([...patterns], {cwd: root, onlyFiles: false, absolute: true})
  return Math.max(...paths.map((path) => statSync(path).mtimeMs))
}
