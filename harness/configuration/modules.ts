import {existsSync, readFileSync, statSync} from 'node:fs'
import {dirname, join, relative} from 'node:path'

const extensions = ['', '.ts', '.mts', '.js', '.mjs', '.json', '/index.ts', '/index.js']
const imported = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g

/** Files of its own that a configuration imports, and those that they import, relative to `cwd`, with `/`. */
export function importedModules(file: string, cwd: string): readonly string[] {
  const found = new Set<string>()
  const read = (path: string): void => {
    for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(imported)) {
      const base = join(dirname(path), name)
      const target = [base.replace(/\.js$/, '.ts'), ...extensions.map((extension) => base + extension)].find(
        (candidate) => existsSync(candidate) && statSync(candidate).isFile()
      )
      if (target === undefined || found.has(target)) continue
      found.add(target)
      read(target)
    }
  }
  read(join(cwd, file))
  return [...found].map((path) => relative(cwd, path).replaceAll('\\', '/'))
}
