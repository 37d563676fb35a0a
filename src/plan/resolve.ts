import {GuideError} from '../errors.ts'
import type {Block, Content, Guide, Section, Step} from '../guide/guide.ts'
import type {Place} from '../place.ts'
import {type Problem, problem} from '../problem.ts'
import {replaceShortcodes} from '../shortcode/scan.ts'
import type {Tag} from '../shortcode/tag.ts'
import type {Site} from './site.ts'

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

  function replaceVariables(text: string, start: Place, report: boolean): string {
    if (!text.includes('{{')) return text
    const placeOf = (offset: number): Place => placeIn(text, offset, start)
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

  function replaceReferences(text: string, start: Place, report: boolean): string {
    return text.replaceAll(reference, (_, path: string, offset: number) => {
      if (!report) return path
      samples.add(path)
      if (site.hasSample(path) === false) {
        problems.push(
          problem('missing-file', placeIn(text, offset, start), {found: `@${path}@`, expected: site.release})
        )
      }
      return path
    })
  }

  function resolveStep(step: Step, page: string, report: boolean): Step {
    const start = {file: page, line: step.line, column: step.column}
    const command = replaceVariables(step.command, start, report)
    const {output} = step
    return {
      ...step,
      command: replaceReferences(command, start, report),
      output:
        output === null
          ? null
          : {...output, text: replaceVariables(output.text, {...start, line: output.line, column: 1}, report)}
    }
  }

  function resolveContent(content: Content): Content {
    if (content.type !== 'block') return content
    if (content.language !== 'bash') {
      return {
        ...content,
        value: replaceVariables(content.value, {file: content.page, line: content.line + 1, column: 1}, false)
      }
    }
    const report = runs(content)
    return {...content, steps: content.steps.map((step) => resolveStep(step, content.page, report))}
  }

  const sections = guide.sections.map(
    (section): Section => ({...section, contents: section.contents.map(resolveContent)})
  )
  return {guide: {...guide, sections, problems: [...guide.problems, ...problems]}, samples: [...samples]}
}

function missingValue(tag: Tag, place: Place): Problem {
  const known = /^(istio_|k8s_|github_)/.test(tag.name)
  return problem(known ? 'missing-variable' : 'unknown-shortcode', place, {found: tag.name})
}

/** Where an offset of a text stands in its page; the indentation of later lines is not known here. */
function placeIn(text: string, offset: number, start: Place): Place {
  const before = text.slice(0, offset)
  const lines = before.split('\n').length - 1
  const column = offset - before.lastIndexOf('\n')
  return {file: start.file, line: start.line + lines, column: lines === 0 ? start.column - 1 + column : column}
}
