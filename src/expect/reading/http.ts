/** Short options of curl that take a value. */
const curlValued = 'AbcCdDeEFHKmoPQrtTuUwxXyYz'
const sends = new Set(
  '-d --data --data-raw --data-binary --data-ascii --data-urlencode --json -F --form --form-string -T --upload-file'.split(
    ' '
  )
)
const files = new Set('-o --output -D --dump-header -c --cookie-jar --trace --trace-ascii'.split(' '))
const methods = new Set('GET HEAD OPTIONS TRACE get head options'.split(' '))

/** Whether `curl …` only asks: a GET, HEAD or OPTIONS that writes no file. */
export function readsCurl(args: readonly string[]): boolean {
  const options = curlOptions(args)
  const asGet = options.some(([name]) => name === '-G' || name === '--get' || name === '-I' || name === '--head')
  return options.every(([name, value]) => {
    if (sends.has(name)) return asGet && !name.startsWith('-T') && !name.startsWith('--upload')
    if (name === '-X' || name === '--request') return methods.has(value)
    if (files.has(name))
      return value === '/dev/null' || value === '-' || value === '/dev/stdout' || value === '/dev/stderr'
    return name !== '-O' && name !== '--remote-name' && name !== '--remote-name-all'
  })
}

/** Options with their values; short ones that are run together (`-sSo file`) are taken apart. */
export function curlOptions(args: readonly string[]): readonly (readonly [name: string, value: string])[] {
  const found: (readonly [string, string])[] = []
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? ''
    if (word.startsWith('--')) {
      const [name = '', value] = word.split('=', 2)
      const takesNext = value === undefined && (sends.has(name) || files.has(name) || name === '--request')
      found.push([name, value ?? (takesNext ? (args[++index] ?? '') : '')])
    } else if (/^-./.test(word)) {
      let at = 1
      while (at < word.length) {
        const letter = word[at] ?? ''
        const attached = word.slice(at + 1)
        if (!curlValued.includes(letter)) found.push([`-${letter}`, ''])
        else {
          found.push([`-${letter}`, attached === '' ? (args[++index] ?? '') : attached])
          break
        }
        at++
      }
    }
  }
  return found
}

/** Whether `wget …` only asks: to standard output, to nowhere, or with `--spider`, and without sending anything. */
export function readsWget(args: readonly string[]): boolean {
  if (args.some((word) => /^--(?:post|body)-|^--method=(?!GET|HEAD)/.test(word))) return false
  return args.some(
    (word, index) =>
      word === '--spider' ||
      /^-[a-zA-Z]*O(?:-|\/dev\/null)$/.test(word) ||
      /^--output-document=(?:-|\/dev\/null)$/.test(word) ||
      (/^-[a-zA-Z]*O$|^--output-document$/.test(word) && /^(?:-|\/dev\/null)$/.test(args[index + 1] ?? ''))
  )
}
