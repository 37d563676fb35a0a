import fc from 'fast-check'
import {expect, test} from 'vitest'
import {GuideError} from '../../src/errors.ts'
import type {Guide} from '../../src/guide/guide.ts'
import {parseGuide} from '../../src/guide/parse.ts'

/** Pieces that pages are made of, whole and broken. */
const pieces = [
  '\n',
  '\n\n',
  '    ',
  '\t',
  '# A\n',
  '## B `c` {#d}\n',
  'Text. More text, e.g. `a.b`. If you do:\n',
  '1. Item\n',
  '* Item:\n',
  '> quote\n',
  '---\ntitle: x\n---\n',
  '+++\na = 1\n+++\n',
  '{{< text bash >}}\n',
  '{{< text bash yaml >}}',
  '{{< text syntax=bash snip_id=none >}}\n',
  '{{< /text >}}\n',
  '{{< tip >}}\n',
  '{{< /tip >}}\n',
  '{{< tab name="a" >}}\n',
  '{{< /tab >}}\n',
  '{{< istio_version >}}',
  '{{< boilerplate a >}}\n',
  '{{</* text */>}}',
  '{{<',
  '{{% ',
  '$ ',
  '$ echo "a\n',
  "$ it's\n",
  '$ cat <<EOF > a\n',
  'EOF\n',
  '$ for i in 1; do\n',
  'done\n',
  '$ a \\\n',
  '| ',
  '&& ',
  'NAME   READY\n',
  '```bash\n',
  '```console\n',
  '```\n',
  '```\nkubectl get pods\n',
  '# comment\n',
  'pod/a created\n',
  'kubectl get pods\n',
  '=== "a"\n',
  '!!! note "b"\n',
  '??? note\n',
  '{{< tab name="b" codelang="bash" >}}\n',
  '{{< highlight bash >}}\n',
  '{{< /highlight >}}\n',
  '> more\n',
  '<!-- guiderail: expect x -->\n',
  '<!-- ',
  '-->\n',
  '| a | b |\n| - | - |\n| c | d |\n',
  '[a](/b "c")',
  '\\',
  '`',
  '\r\n',
  '\uFEFF',
  '日本。',
  '\u0000'
]
const pages = fc.array(fc.oneof({weight: 9, arbitrary: fc.constantFrom(...pieces)}, fc.string({maxLength: 8})), {
  maxLength: 40
})
const presets = fc.constantFrom('istio' as const, 'kubernetes' as const, 'fences' as const)

function settle(source: string, preset: 'istio' | 'kubernetes' | 'fences'): Guide | null {
  try {
    return parseGuide(source, 'a.md', {preset})
  } catch (error) {
    if (error instanceof GuideError) return null
    throw error
  }
}

test('any text gives a guide or a GuideError', () => {
  fc.assert(
    fc.property(pages, presets, (parts, preset) => {
      settle(parts.join(''), preset)
    }),
    {numRuns: 500}
  )
})

test('every step stands where it says, and no command is lost or read twice', () => {
  fc.assert(
    fc.property(pages, presets, (parts, preset) => {
      // Markdown puts another character in the place of this one.
      const source = parts.join('').replaceAll('\u0000', '')
      const lines = source.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
      const guide = settle(source, preset)
      for (const block of guide?.sections.flatMap(({contents}) => contents.filter(({type}) => type === 'block')) ??
        []) {
        if (block.type !== 'block') continue
        let end = block.line
        for (const {line, column, command, output} of block.steps) {
          const [first = ''] = command.split('\n')
          expect(lines[line - 1]?.slice(column - 1).startsWith(first)).toBe(true)
          expect(line).toBeGreaterThanOrEqual(end)
          end = line + command.split('\n').length
          if (output === null) continue
          expect(output.line).toBeGreaterThanOrEqual(end)
          expect(lines[output.line - 1]).toContain(output.text.split('\n', 1)[0])
          end = output.line + output.text.split('\n').length
        }
      }
    }),
    {numRuns: 500}
  )
})

test('a guide survives JSON', () => {
  fc.assert(
    fc.property(pages, presets, (parts, preset) => {
      const guide = settle(parts.join(''), preset)
      expect(JSON.parse(JSON.stringify(guide))).toEqual(guide)
    }),
    {numRuns: 200}
  )
})
