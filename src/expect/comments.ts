import type {Block, Step} from '../guide/guide.ts'
import {says} from '../says.ts'
import {fits} from './attach.ts'
import {explains, isClaim} from './claim.ts'
import type {Meaning} from './cues/cue.ts'
import {readCues} from './cues/read.ts'
import type {Draft} from './draft.ts'
import {exit} from './exit.ts'
import type {Claim} from './expectation.ts'
import {fulfil} from './fulfil.ts'
import type {BlockEntry, OutlineSection, StepEntry} from './outline.ts'

/** What a comment may say of the one command below it. */
const kinds: ReadonlySet<Meaning['type']> = new Set(['success', 'failure', 'contains'])
/** Without one of these words, a comment explains. */
const certain = /\b(?:should|must|will)\b/
/** "# should output foo", wherever it stands among the commands of a block. */
const printing =
  /^(?:(?:expected|example|sample) output\b|(?:the )?output(?: is| should be)?:|(?:it |this )?should (?:now )?(?:output|print|return|show)\b|(?:prints|returns|outputs)\b)/

/** A comment among the commands of a block. */
interface Comment {
  readonly text: string
  readonly line: number
  /** The line as it is written. */
  readonly written: string
}

/**
 * Give steps what a comment directly above them promises: "# this should fail".
 *
 * @returns comments that say what is printed or what comes about, which nothing compares
 */
export function applyComments(
  {blocks}: OutlineSection,
  drafts: ReadonlyMap<Step, Draft>,
  authored: ReadonlySet<Block>,
  anyVersion: boolean
): readonly Claim[] {
  return blocks.flatMap((entry) => {
    const {block, runs, steps} = entry
    if (!runs || authored.has(block) || !block.value.includes('#')) return []
    return commentsOf(entry).flatMap(({text, line, written}) => {
      const below = steps.find(({step}) => step.line === line + 1)
      const promised = below !== undefined && says(text, certain) && !explains(text)
      if (promised && applyComment(text, line, below, drafts, anyVersion)) return []
      const isOpen = says(text, printing) || (promised && isClaim(text))
      return isOpen ? [{page: block.page, line, text: written}] : []
    })
  })
}

/** Comments that are not part of what a command prints. */
function commentsOf({block}: BlockEntry): readonly Comment[] {
  const isShown = (line: number): boolean =>
    block.steps.some(
      ({output}) => output !== null && line >= output.line && line < output.line + output.text.split('\n').length
    )
  return block.value.split('\n').flatMap((source, at): readonly Comment[] => {
    const line = block.line + 1 + at
    const [, text] = /^[ \t]*(?:\$[ \t]+)?#+[ \t]*(\S.*)$/.exec(source) ?? []
    return text === undefined || isShown(line) ? [] : [{text: text.trimEnd(), line, written: source.trim()}]
  })
}

/** Whether something checks what a comment says of the step below it. */
function applyComment(
  comment: string,
  line: number,
  entry: StepEntry,
  drafts: ReadonlyMap<Step, Draft>,
  anyVersion: boolean
): boolean {
  const draft = drafts.get(entry.step)
  const text = comment.replace(/^(?=(?:should|must|will)\b)/i, 'it ')
  const meanings = readCues(text).map(({meaning}) => meaning)
  if (draft === undefined || meanings.length === 0) return false
  if (draft.shown !== null) {
    // What is shown says whether it is a response that tells of a failure, or the failure of the command.
    if (draft.exit.expected === 0 && meanings.some(({type}) => type === 'failure')) draft.exit = exit('any', line)
    return true
  }
  if (!meanings.every((meaning) => kinds.has(meaning.type) && fits(entry, meaning))) return false
  const types = new Set(meanings.map(({type}) => type))
  if (types.has('failure') && types.has('success')) return false
  return meanings.map((meaning) => fulfil(meaning, draft, {line, text, data: null, anyVersion})).every(Boolean)
}
