import type {Code} from 'mdast'
import {problem} from '../problem.ts'
import type {RawShortcode} from '../shortcode/nodes.ts'
import {atMargin, bodyOfCode, bodyOfShortcode, type PlacedBody} from './body.ts'
import {parameter, positional} from './containers.ts'
import {doubtOf, isHeredoc, isScript, isSession, isShell} from './fence-kind.ts'
import type {Block, Container, Content, Directive} from './guide.ts'
import {isShownSettings, leadFrom} from './lead.ts'
import {type Page, placeOf} from './page.ts'
import {dollar, findPrompts, type PromptStyle} from './prompts.ts'
import {type BodyStep, openingLine, readScript, readSession} from './steps.ts'

/** What a block stands in and what is said beside it. */
export interface Surroundings {
  readonly containers: readonly Container[]
  readonly directives: readonly Directive[]
  /** What its section has before it. */
  readonly before: readonly Content[]
}

/** Read a `text` shortcode: `bash` with prompts is run, every other kind is data. */
export function readTextBlock(node: RawShortcode, page: Page, around: Surroundings): Block {
  const [first, second] = positional(node.parameters)
  const attributes = namedAttributes(node)
  const language = attributes['syntax'] ?? first ?? 'plain'
  const outputType = (attributes['syntax'] === undefined ? second : first) ?? attributes['outputis'] ?? null
  const body = bodyOfShortcode(node, page)
  const disabled = reasonNotToRun(attributes, around.containers)
  const {line, column} = placeOf(page, node)
  // Field by field: V8 adds to what is spread far more slowly, and there are many blocks and steps.
  return {
    type: 'block',
    page: page.path,
    line,
    column,
    containers: around.containers,
    directives: around.directives,
    id: page.ids.next(attributes['snip_id']),
    language,
    outputType,
    attributes,
    value: body.text,
    disabled,
    steps: language === 'bash' ? readSteps(body, dollar, disabled === null, page) : []
  }
}

/** Read a shortcode that is another way to write a fence, such as Hugo's own `highlight`. */
export function readHighlight(node: RawShortcode, page: Page, around: Surroundings): Block {
  const language = positional(node.parameters)[0] ?? parameter(node.parameters, 'lang', 'codelang') ?? 'plain'
  const body = bodyOfShortcode(node, page)
  return readFence(language, namedAttributes(node), body, startOf(node, page, around), around.before, page)
}

/** Read a fence, or indented code, which has no language. */
export function readCode(node: Code, page: Page, around: Surroundings): Block {
  // Languages may carry attributes without a space: ```bash{hl_lines=1}
  const info = `${node.lang ?? ''} ${node.meta ?? ''}`
  const language = /^[^\s{,]*/.exec(info)?.[0] ?? ''
  const attributes = Object.fromEntries(
    [...info.matchAll(/([\w-]+)=(?:"([^"]*)"|([^\s"{},]+))/g)].map(([, name, quoted, bare]) => [name, quoted ?? bare])
  )
  return readFence(language, attributes, bodyOfCode(node, page), startOf(node, page, around), around.before, page)
}

type Start = Pick<Block, 'type' | 'page' | 'line' | 'column' | 'containers' | 'directives'>

function readFence(
  written: string,
  attributes: Block['attributes'],
  body: PlacedBody,
  start: Start,
  before: readonly Content[],
  page: Page
): Block {
  const lower = isHeredoc(body, written.toLowerCase()) ? 'bash' : written.toLowerCase()
  const rest = {...start, outputType: attributes['outputis'] ?? null, attributes, value: body.text}
  const disabled = reasonNotToRun(attributes, start.containers)
  if (!page.preset.fences) {
    const reason = isShell(lower) ? 'a fence, where only `text` shortcodes are run' : null
    const id = page.ids.nextUncounted('fence')
    return {...rest, id, language: written || 'plain', disabled: disabled ?? reason, steps: []}
  }
  const id = page.ids.next(attributes['snip_id'])
  const lead = leadFrom(before)
  const own = isShell(lower) ? atMargin(body) : body
  const prompts = isShell(lower) ? promptsOf(own, isSession(lower)) : null
  const doubt = prompts === null ? doubtOf(own, lower, lead, page) : null
  if (doubt !== null) {
    const reason = disabled ?? doubt
    const steps = readSteps(own, findPrompts(own.masked.split('\n'), false), false, page)
    return {...rest, id, language: 'bash', disabled: reason, steps}
  }
  const isRun =
    prompts !== null || (isScript(own, lower, lead.announced) && !isShownSettings(own.text, lead, page.source))
  const steps = isRun ? readSteps(own, prompts, disabled === null, page, isSession(lower)) : []
  // A shell without a command shows what it printed.
  const language = isRun ? 'bash' : isShell(lower) ? 'output' : written || 'plain'
  return {...rest, id, language, disabled, steps}
}

/** The prompts of a shell's fence; where the first line has one further to the right than others begin, it is none. */
function promptsOf(body: PlacedBody, session: boolean): PromptStyle | null {
  const style = findPrompts(body.masked.split('\n'), session)
  return style === null && /^[ \t]+\$ \S/.test(openingLine(body)) ? dollar : style
}

/** @param session whether a body without prompts may have output that reads like a script's commands */
function readSteps(
  body: PlacedBody,
  prompts: PromptStyle | null,
  isRun: boolean,
  page: Page,
  session = false
): Block['steps'] {
  const read = (style: PromptStyle): readonly BodyStep[] => {
    const {steps, orphan} = readSession(body, style)
    if (orphan !== null && isRun) {
      const found = body.text.slice(orphan).split('\n', 1)[0] ?? ''
      const isIndented = /^[ \t]+\$ /.test(found)
      const detail = isIndented
        ? {found: found.trimStart(), remedy: 'its prompt is indented further than the block'}
        : {found}
      page.problems.push(problem('output-before-command', {file: page.path, ...body.placeAt(orphan)}, detail))
    }
    return steps
  }
  const script = prompts === null ? readScript(body, session) : []
  // Where a later command has a prompt, the first lines have lost theirs.
  const steps =
    prompts !== null ? read(prompts) : script.some(({command}) => dollar.prompt.test(command)) ? read(dollar) : script
  return steps.map(({start, command, output}) => {
    const {line, column} = body.placeAt(start)
    const shown = output === null ? null : {line: body.placeAt(output.start).line, text: output.text}
    return {line, column, command, output: shown}
  })
}

function startOf(node: Code | RawShortcode, page: Page, {containers, directives}: Surroundings): Start {
  const {line, column} = placeOf(page, node)
  return {type: 'block', page: page.path, line, column, containers, directives}
}

function namedAttributes({parameters}: RawShortcode): Block['attributes'] {
  return Object.fromEntries(parameters.flatMap(({name, value}) => (name === null ? [] : [[name, value]])))
}

function reasonNotToRun(attributes: Block['attributes'], containers: readonly Container[]): string | null {
  if (attributes['snip_id'] === 'none') return '`snip_id=none`'
  const comment = containers.find(({type}) => type === 'comment')
  return comment === undefined ? null : `in an HTML comment (line ${comment.line})`
}
