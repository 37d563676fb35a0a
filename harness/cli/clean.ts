import {clean} from '../cluster/clean.ts'

/** `guiderail clean`: remove what dead runs left behind, and clusters that were kept. */
export async function cleanUp(): Promise<void> {
  const removed = await clean()
  process.stdout.write(
    removed.length === 0 ? 'nothing to clean\n' : removed.map((what) => `removed ${what}\n`).join('')
  )
}
