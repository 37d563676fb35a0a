import {existsSync, readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {Script} from 'node:vm'

/** A bundle that has run, and what V8 knows of it. */
export interface Bundle {
  readonly exports: Readonly<Record<string, unknown>>
  readonly script: Script
}

/**
 * Run a CommonJS bundle, with the bytecode that the build kept of it where this Node takes it.
 *
 * Without, V8 compiles each function when it is first called, in each process again.
 *
 * @param modules those that the bundle leaves out, by the names that it has for them; others are Node's own
 */
export function runBundle(file: string, modules: Readonly<Record<string, unknown>>): Bundle {
  // Its program is ASCII (`scripts/bundle.ts`), which V8 holds and reads as bytes.
  const text = readFileSync(file, 'latin1')
  const source = `(function (exports, require, __filename) {${text}\n})`
  const cachedData = readBytecode(file, text)
  const script = new Script(source, {filename: file, ...(cachedData && {cachedData})})
  const exports = {}
  const own = createRequire(file)
  const require = (name: string): unknown => modules[name] ?? own(name)
  script.runInThisContext()(exports, require, file)
  return {exports, script}
}

/** How many characters a bundle and its bytecode end in that tell which belongs to which. */
export const signature = 40

/** The bytecode of this very bundle; V8 itself would look at the length of its text only. */
function readBytecode(file: string, text: string): Buffer | undefined {
  if (!existsSync(bytecodeOf(file))) return undefined
  const bytecode = readFileSync(bytecodeOf(file))
  return bytecode.subarray(-signature).toString('latin1') === text.slice(-signature)
    ? bytecode.subarray(0, -signature)
    : undefined
}

/** Where the bytecode of a bundle lies: V8 looks at its own version, but not at what it runs on. */
export function bytecodeOf(file: string): string {
  return `${file}.${process.platform}-${process.arch}.bytecode`
}
