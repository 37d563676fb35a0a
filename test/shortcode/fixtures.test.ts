import {readdirSync, readFileSync} from 'node:fs'
import type {Node} from 'unist'
import {expect, test} from 'vitest'
import {GuideError} from '../../src/errors.ts'
import {parseMarkdown} from '../../src/shortcode/parse.ts'

const fixtures = new URL('../fixtures/shortcode/', import.meta.url)
const names = readdirSync(fixtures).sort()

test('has fixtures', () => expect(names).not.toEqual([]))

test.for(names)('%s', async (name) => {
  const input = readFileSync(new URL(`${name}/input.md`, fixtures), 'utf8')
  const outcome = settle(input)
  await expect(`${JSON.stringify(outcome, null, 2)}\n`).toMatchFileSnapshot(
    `../fixtures/shortcode/${name}/expected.json`
  )
})

/** The tree, or the rejection, of a page. */
function settle(input: string): unknown {
  try {
    return outline(parseMarkdown(input, 'input.md'))
  } catch (error) {
    if (!(error instanceof GuideError)) throw error
    const {ruleId, place, message} = error
    return {error: {ruleId, place, message}}
  }
}

/** A node with its place on one line; the source of shortcodes is left out, as properties compare it with the page. */
function outline(node: Node): Record<string, unknown> {
  const start = node.position?.start
  const end = node.position?.end
  const {type, position: _position, data, ...fields} = node
  const {children, source: _source, ...own}: {children?: unknown; source?: unknown} = fields
  return {
    type,
    at: `${start?.line}:${start?.column}-${end?.line}:${end?.column}`,
    ...own,
    ...(data?.shortcodes ? {shortcodes: data.shortcodes.map(outline)} : {}),
    ...(Array.isArray(children) ? {children: children.map(outline)} : {})
  }
}
