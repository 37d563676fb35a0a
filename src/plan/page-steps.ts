import {sentElsewhere} from '../check/sent-elsewhere.ts'
import type {CheckedStep} from '../check/steps.ts'
import {wordsToReplace, wordsToReplaceLater} from '../check/to-replace.ts'
import {filesToMake} from '../check/unmade-file.ts'
import type {Guide} from '../guide/guide.ts'
import type {WrittenText} from '../guide/written-text.ts'
import type {RuleFilter} from '../rules.ts'
import type {Site} from './site.ts'

/** A command as its page has it, and what the page says and shows beside it. */
interface PageStep extends Pick<CheckedStep, 'above' | 'files' | 'elsewhere' | 'replaced'> {
  readonly written: WrittenText
}

/** The commands of pages, by the lines on which they begin. */
export function pageSteps(site: Site, seeks: RuleFilter): (page: string, line: number) => PageStep {
  const pages = new Map<string, ReadonlyMap<number, PageStep>>()
  return (page, line) => {
    const steps =
      pages.get(page) ?? new Map(stepsOf(site.guide(page), seeks).map((step) => [step.written.start.line, step]))
    pages.set(page, steps)
    return steps.get(line) ?? {written: {text: '', start: {file: page, line, column: 1}, indent: 0}, ...unknown}
  }
}

const unknown: Omit<PageStep, 'written'> = {above: [], files: [], elsewhere: null, replaced: []}

function stepsOf(guide: Guide | null, seeks: RuleFilter): readonly PageStep[] {
  const told = guide !== null && seeks('unmade-file') ? filesToMake(guide) : []
  const later: string[] = []
  let shown: string[] = []
  return (guide?.sections ?? []).flatMap(({contents}) =>
    contents.flatMap((block, at): readonly PageStep[] => {
      if (block.type === 'prose') later.push(...wordsToReplaceLater(block))
      if (block.type !== 'block') return []
      if (block.steps.length === 0) {
        if (!byPeople.test(block.language)) shown.push(block.value)
        return []
      }
      const {page, column, steps} = block
      const commands = steps.map(({command}) => command)
      const [before, after] = [contents[at - 1], contents[at + 1]]
      const beside = [before, after].filter((content) => content?.type === 'prose')
      const replaced = [...wordsToReplace(block, beside), ...later]
      const elsewhere = before?.type === 'prose' && seeks('sent-elsewhere') ? sentElsewhere(before, commands) : null
      const above = shown
      shown = []
      return steps.map(({line, column: from, command}, index) => ({
        written: {text: command, start: {file: page, line, column: from}, indent: column - 1},
        // What holds for a block is told once.
        above: index === 0 ? above : [],
        elsewhere: index === 0 ? elsewhere : null,
        files: told.filter((file) => file.line < line),
        replaced
      }))
    })
  )
}

/** Languages of files, in which people choose the names. */
const byPeople = /^(?:ya?ml|json|toml)$/
