import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {$} from 'zx'
import {makeSite} from './make-site.ts'

const command = resolve(import.meta.dirname, '../dist/harness/cli/main.js')
const repetitions = 3

/** Time `list --json` over sites of growing size from a cold start, each the best of several runs. */
export async function benchReading(): Promise<void> {
  $.verbose = false
  console.log('pages       MB   seconds   pages/s     MB/s   heap MB')
  const perPage: number[] = []
  const start = await best(() => $`node ${command} --version`)
  for (const pages of [25, 50, 100, 200, 400]) {
    const folder = mkdtempSync(join(tmpdir(), 'guiderail-bench-'))
    try {
      const bytes = makeSite(folder, pages)
      const seconds = await best(() => $({cwd: folder})`node ${command} list --json .`.quiet())
      const heap = await heapOf(folder)
      perPage.push((seconds - start) / pages)
      console.log(
        [
          String(pages).padStart(5),
          (bytes / 1e6).toFixed(2).padStart(8),
          seconds.toFixed(2).padStart(9),
          (pages / seconds).toFixed(0).padStart(9),
          (bytes / 1e6 / seconds).toFixed(1).padStart(8),
          heap.toFixed(0).padStart(9)
        ].join('')
      )
    } finally {
      rmSync(folder, {recursive: true, force: true})
    }
  }
  const [first = 1] = perPage
  console.log(`start alone: ${start.toFixed(2)} s`)
  console.log(`time per page, largest site over smallest: ${((perPage.at(-1) ?? 0) / first).toFixed(2)} (1 is linear)`)
}

async function best(run: () => Promise<unknown>): Promise<number> {
  let seconds = Number.POSITIVE_INFINITY
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const begun = performance.now()
    await run()
    seconds = Math.min(seconds, (performance.now() - begun) / 1000)
  }
  return seconds
}

/** The heaps of all processes at their end, with what they no longer use but have not given back, in megabytes. */
async function heapOf(site: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-heaps-'))
  try {
    const report = join(folder, 'report.mjs')
    // The second process is told to end, and would do so without a word.
    writeFileSync(
      report,
      `import {writeFileSync} from 'node:fs'
import {getHeapStatistics} from 'node:v8'
const write = (text) => writeFileSync(new URL(process.pid + '.heap', import.meta.url), text)
write('')
process.on('exit', () => write(String(getHeapStatistics().total_heap_size))).on('SIGTERM', () => process.exit())`
    )
    await $({cwd: site, env: {...process.env, NODE_OPTIONS: `--import=${report}`}})`node ${command} list --json .`
    const heaps = (): readonly number[] =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.heap'))
        .map((name) => Number(readFileSync(join(folder, name), 'utf8')))
    while (heaps().includes(0)) await setTimeout(10)
    return heaps().reduce((sum, bytes) => sum + bytes, 0) / 1e6
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
