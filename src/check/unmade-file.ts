import type {SimpleCommand} from '../bash/simple-commands.ts'
import type {Guide} from '../guide/guide.ts'
import {says} from '../says.ts'
import type {Finding, ParsedCommand} from './finding.ts'
import {invocationOf} from './invocation.ts'

/** A file that a page tells its reader to create. */
export interface ToldFile {
  /** As the page names it, without `./`. */
  readonly path: string
  /** Of the sentence. */
  readonly line: number
}

const mayTell = /\b(?:create|save|write|copy|paste|put|store|add|make)\b/
const file = /`(?:\.\/)?((?:[\w.-]+\/){0,8}[\w.-]*\w\.[A-Za-z]{1,10}|Dockerfile)`/g
/** Who makes the file is the reader, not a command: no "which creates a file", no "to create a file" by what is run. */
const lead = String.raw`(?:^|[,;:(] ?|\b(?:and|or|please|now|then|first|next|must|should|can|need to|have to|want to|if you|you|let's|we) )`
/** "Create a file named", "write a manifest as". */
const makes = new RegExp(
  String.raw`${lead}(?:create|write|add|make) (?:an?|the|your|another)(?: (?!from|with|using|by)[\w-]{1,30}){0,3} (?:file|manifest|script)(?: that is)?(?:,? (?:named|called|as|in|at|to))?(?: an?| the)?:? $`
)
/** "Create `web.yaml`", "create a new `web.yaml` file". */
const makesNamed = new RegExp(`${lead}(?:create|write)(?: an?| the| your| another)?(?: new| local| simple)? $`)
const isFile = /^ (?:file|manifest|script|with|containing|that)\b|^[:,.]?$|^[:,.] /
/** "Save the following as", "copy it into a file called". */
const puts = new RegExp(
  String.raw`${lead}(?:save|write|copy|paste|put|store)\b.{0,120} (?:as|to|in|into)(?: an?| the| your)?(?: new| local| separate)?(?: (?:file|manifest|script))?(?: (?:named|called|as))?:? $`
)

/** The files that a page tells its reader to create: "Save this as `web.yaml`". */
export function filesToMake(guide: Guide): readonly ToldFile[] {
  return guide.sections.flatMap(({contents}) =>
    contents.flatMap((prose) =>
      prose.type === 'prose'
        ? prose.sentences.flatMap(({text, line}) => pathsIn(text).map((path) => ({path, line})))
        : []
    )
  )
}

function pathsIn(sentence: string): readonly string[] {
  const text = sentence.slice(0, 400)
  if (!text.includes('`') || !says(text, mayTell)) return []
  return [...text.matchAll(file)].flatMap(({0: match, 1: path = '', index}) => {
    const before = text.slice(0, index)
    const isNew = says(before, makesNamed) && isFile.test(text.slice(index + match.length))
    return isNew || says(before, makes) || says(before, puts) ? [path] : []
  })
}

/** Follows which files steps name from step to step. */
export interface FileCheck {
  /** The files that a step reads, that no step before it names, and that its page has its reader create. */
  readonly findUnmade: (parsed: ParsedCommand, told: readonly ToldFile[]) => readonly Finding[]
}

/** Check files over the steps of a guide, in the order in which they run. */
export function followFiles(): FileCheck {
  let before = ''
  return {
    findUnmade: (parsed, told) => {
      const named = told.filter(({path}) => parsed.text.includes(path) && !before.includes(path))
      before += `${parsed.text}\n`
      return named.flatMap(({path, line}) => {
        const offset = parsed.commands.map((command) => readAt(command, path)).find((at) => at !== null) ?? null
        return offset === null ? [] : [{ruleId: 'unmade-file', offset, detail: {found: path, expected: `line ${line}`}}]
      })
    }
  }
}

/** Options that name what to read. */
const option =
  /^(?:-[fkc]|--(?:filename|file|values|config|from-file|from-env-file|env-file|patch-file|set-file|policy))$/
/** Programs that read the files they name, and those to which `-f` is no file to read. */
const readers: ReadonlySet<string> = new Set(['cat', 'source', '.', 'sh', 'bash', 'python', 'python3', 'node'])
const others: ReadonlySet<string> = new Set(['rm', 'cp', 'mv', 'ln', 'tar', 'test', '[', 'tail'])

/** Where a command reads a file, or null. */
function readAt(command: SimpleCommand, path: string): number | null {
  const {program, arguments: words} = invocationOf(command)
  const input = command.redirections.find(({operator, target}) => operator === '<' && nameOf(target?.text) === path)
  if (others.has(program)) return null
  const read = words.find(({text}, at) => {
    const [name = '', value] = text.startsWith('--') ? splitAt(text) : [words[at - 1]?.text, text]
    return nameOf(value) === path && (option.test(name) || readers.has(program) || text.startsWith('@'))
  })
  return (read ?? input?.target)?.start ?? null
}

function splitAt(word: string): readonly [string, string] {
  const at = word.indexOf('=')
  return [word.slice(0, at), word.slice(at + 1)]
}

/** The path in `./web.yaml`, `@web.json` or `key=web.txt`. */
function nameOf(word = ''): string {
  return word.slice(word.lastIndexOf('=') + 1).replace(/^@?(?:\.\/)?/, '')
}
