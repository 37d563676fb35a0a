import type {Code} from 'mdast'
import {problem} from '../problem.ts'
import type {RawShortcode} from '../shortcode/nodes.ts'
import {bodyOfCode, bodyOfShortcode, type PlacedBody} from './body.ts'
import {positional} from './containers.ts'
import type {Block, Container, Directive} from './guide.ts'
import {type Page, placeOf} from './page.ts'
import {dollar, findPrompts, type PromptStyle} from './prompts.ts'
import {type BodyStep, readScript, readSession} from './steps.ts'

/** What a block stands in and what is said beside it. */
export interface Surroundings {
  readonly containers: readonly Container[]
  readonly directives: readonly Directive[]
}

const scripts: ReadonlySet<string> = new Set(['bash', 'sh', 'shell', 'zsh'])
const sessions: ReadonlySet<string> = new Set(['console', 'shell-session', 'shellsession', 'sh-session', 'terminal'])

/** Read a `text` shortcode: `bash` with prompts is run, every other kind is data. */
export function readTextBlock(node: RawShortcode, page: Page, around: Surroundings): Block {
  const [first, second] = positional(node.parameters)
  const attributes = namedAttributes(node)
  const language = attributes['syntax'] ?? first ?? 'plain'
  const outputType = (attributes['syntax'] === undefined ? second : first) ?? attributes['outputis'] ?? null
  const body = bodyOfShortcode(node, page)
  const disabled = reasonNotToRun(attributes, around.containers)
  return {
    ...startOf(node, page, around),
    id: page.ids.next(attributes['snip_id']),
    language,
    outputType,
    attributes,
    value: body.text,
    disabled,
    steps: language === 'bash' ? readSteps(body, dollar, disabled === null, page) : []
  }
}

/** Read Hugo's own `highlight` shortcode, which is another way to write a fence. */
export function readHighlight(node: RawShortcode, page: Page, around: Surroundings): Block {
  const language = positional(node.parameters)[0] ?? 'plain'
  const body = bodyOfShortcode(node, page)
  return readFence(language, namedAttributes(node), body, startOf(node, page, around), page)
}

/** Read a fence, or indented code, which has no language. */
export function readCode(node: Code, page: Page, around: Surroundings): Block {
  // Languages may carry attributes without a space: ```bash{hl_lines=1}
  const info = `${node.lang ?? ''} ${node.meta ?? ''}`
  const language = /^[^\s{,]*/.exec(info)?.[0] ?? ''
  const attributes = Object.fromEntries(
    [...info.matchAll(/([\w-]+)=(?:"([^"]*)"|([^\s"{},]+))/g)].map(([, name, quoted, bare]) => [name, quoted ?? bare])
  )
  return readFence(language || 'plain', attributes, bodyOfCode(node, page), startOf(node, page, around), page)
}

type Start = Pick<Block, 'type' | 'page' | 'line' | 'column' | 'containers' | 'directives'>

function readFence(
  written: string,
  attributes: Block['attributes'],
  body: PlacedBody,
  start: Start,
  page: Page
): Block {
  const lower = written.toLowerCase()
  const isShell = scripts.has(lower) || sessions.has(lower)
  const rest = {...start, outputType: attributes['outputis'] ?? null, attributes, value: body.text}
  const disabled = reasonNotToRun(attributes, start.containers)
  if (!page.preset.fences) {
    const reason = isShell ? 'a fence, where only `text` shortcodes are run' : null
    return {...rest, id: page.ids.nextUncounted('fence'), language: written, disabled: disabled ?? reason, steps: []}
  }
  const prompts = isShell ? findPrompts(body.masked.split('\n'), sessions.has(lower)) : null
  // A session that shows no prompt is output.
  const isRun = scripts.has(lower) || prompts !== null
  const steps = isRun ? readSteps(body, prompts, disabled === null, page) : []
  return {...rest, id: page.ids.next(attributes['snip_id']), language: isRun ? 'bash' : written, disabled, steps}
}

function readSteps(body: PlacedBody, prompts: PromptStyle | null, isRun: boolean, page: Page): Block['steps'] {
  const read = (style: PromptStyle): readonly BodyStep[] => {
    const {steps, orphan} = readSession(body, style)
    if (orphan !== null && isRun) {
      const found = body.text.slice(orphan).split('\n', 1)[0] ?? ''
      page.problems.push(problem('output-before-command', {file: page.path, ...body.placeAt(orphan)}, {found}))
    }
    return steps
  }
  const script = prompts === null ? readScript(body) : []
  // Where a later command has a prompt, the first lines have lost theirs.
  const steps =
    prompts !== null ? read(prompts) : script.some(({command}) => dollar.prompt.test(command)) ? read(dollar) : script
  return steps.map(({start, command, output}) => ({
    ...body.placeAt(start),
    command,
    output: output === null ? null : {line: body.placeAt(output.start).line, text: output.text}
  }))
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
