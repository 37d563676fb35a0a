import {GuideError} from '../errors.ts'
import type {Block, Content, Guide, Section, Step} from '../guide/guide.ts'
import {placeIn, type WrittenText, writtenOffset} from '../guide/written-text.ts'
import type {Place} from '../place.ts'
import {type Problem, problem} from '../problem.ts'
import {replaceShortcodes} from '../shortcode/scan.ts'
import type {Tag} from '../shortcode/tag.ts'
import type {Site} from './site.ts'
import {isSiteVariable} from './site-variables.ts'

/** A guide with `@path@` and site variables replaced in its blocks. */
export interface Resolved {
  readonly guide: Guide
  /** Release files that its commands name, in order of first use. */
  readonly samples: readonly string[]
}

/** istio.io's form of a release file in a command: not preceded by a letter or digit, as in `user@host`. */
const reference = /(?<![A-Za-z0-9])@([\w./-]+)@/g

/**
 * Resolve what stands in blocks for something else: `@path@` in commands, site variables in commands and output.
 *
 * What has no value, or does not exist, is a problem at its own line.
 *
 * @param variables values of site variables; they win over the site's own
 * @param runs whether a block runs: what does not run need not resolve
 */
export function resolveGuide(
  guide: Guide,
  site: Site,
  variables: Readonly<Record<string, string>>,
  runs: (block: Block) => boolean
): Resolved {
  const problems: Problem[] = []
  const samples = new Set<string>()

  function replaceVariables(written: WrittenText, report: boolean): string {
    const {text} = written
    if (!text.includes('{{')) return text
    const placeOf = (offset: number): Place => placeIn(written, offset)
    try {
      return replaceShortcodes(text, placeOf, (tag) => {
        const value = variables[tag.name] ?? site.variable(tag.name)
        if (value === null && report) problems.push(missingValue(tag, placeOf(tag.start)))
        return value ?? text.slice(tag.start, tag.end)
      })
    } catch (error) {
      // It was reported where the page was read.
      if (!(error instanceof GuideError)) throw error
      return text
    }
  }

  function replaceReferences(text: string, written: WrittenText, report: boolean): string {
    return text.replaceAll(reference, (_, path: string, offset: number) => {
      if (!report) return path
      samples.add(path)
      if (site.hasSample(path) === false) {
        const place = placeIn(written, writtenOffset(written.text, text, offset))
        problems.push(problem('missing-file', place, {found: `@${path}@`, expected: site.release}))
      }
      return path
    })
  }

  function resolveStep(step: Step, {page, column}: Block, report: boolean): Step {
    const indent = column - 1
    const written = {text: step.command, start: {file: page, line: step.line, column: step.column}, indent}
    const command = replaceVariables(written, report)
    const {output} = step
    return {
      ...step,
      command: replaceReferences(command, written, report),
      output: output === null ? null : {...output, text: replaceVariables(outputOf(output, page, indent), report)}
    }
  }

  function resolveContent(content: Content): Content {
    if (content.type !== 'block') return content
    if (content.language !== 'bash') {
      return {
        ...content,
        value: replaceVariables(outputOf({line: content.line + 1, text: content.value}, content.page, 0), false)
      }
    }
    const report = runs(content)
    return {...content, steps: content.steps.map((step) => resolveStep(step, content, report))}
  }

  const sections = guide.sections.map(
    (section): Section => ({...section, contents: section.contents.map(resolveContent)})
  )
  return {guide: {...guide, sections, problems: [...guide.problems, ...problems]}, samples: [...samples]}
}

function missingValue(tag: Tag, place: Place): Problem {
  return problem(isSiteVariable(tag.name) ? 'missing-variable' : 'unknown-shortcode', place, {found: tag.name})
}

function outputOf(
  {line, text}: {readonly line: number; readonly text: string},
  file: string,
  indent: number
): WrittenText {
  return {text, start: {file, line, column: indent + 1}, indent}
}
