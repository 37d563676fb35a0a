import type {Script} from './script.ts'

/** Programs that only look at files and arguments of the session itself. */
const localPrograms: ReadonlySet<string> = new Set(
  `cat grep egrep fgrep zgrep ls head tail sort uniq wc jq yq cut tr column nl rev tac paste join comm fold fmt diff cmp
  stat file which type printenv echo printf pwd whoami id basename dirname realpath readlink sed awk gawk tee test [ true
  false : seq tree expr strings xxd od hexdump base64 sha256sum sha1sum md5sum cksum`.split(/\s+/)
)

/**
 * Whether a script looks at nothing outside its own session: nobody but the guide itself changes what it shows.
 *
 * It may still wait for a background command of the guide, so it is not simply hopeless.
 */
export function isLocal(script: Script): boolean {
  return (
    !script.broken &&
    script.calls.every(({words: [program = ':']}) => localPrograms.has(program.slice(program.lastIndexOf('/') + 1)))
  )
}
