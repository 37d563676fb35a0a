import {maskSecrets} from '../secrets.ts'

/** What recordings have in the place of secrets. */
const masked = /\[(?:token|secret|private key|pem)\]/

/** Folders of one person, of one machine or of one run. */
const folder =
  /(?:^|[\s"'`=:(,[])(~\/|\/(?:home|Users|root|tmp|private\/tmp|var\/tmp|var\/folders|run\/user|workspace|guiderail)(?=\/|[\s"'`:,)\]]|$)|[A-Z]:\\Users\\)/m

/**
 * Why a line must not be written into a page, or null where it may.
 *
 * @param home of the person who asks, wherever it lies
 */
export function reasonToRefuse(line: string, home: string): string | null {
  if (masked.test(line) || maskSecrets(line) !== line) return 'it holds a secret, or what was masked as one'
  const found = folder.exec(line)?.[1] ?? (home.length > 1 && line.includes(home) ? home : undefined)
  if (found !== undefined) return `it names \`${found}\`, a folder of one machine; have the command print less`
  if (/^\$(?: |$)/.test(line)) return 'it begins with `$ `, so the page would show it as a command'
  if (line.includes('{{')) return 'it holds `{{`, which the site would take for a shortcode'
  if (/^\s*(?:```|~~~)/.test(line)) return 'it would end the block'
  return null
}
