import type {Root} from 'mdast'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import {unified} from 'unified'
import {describe, expect, test} from 'vitest'
import {remarkHugoShortcode} from '../../src/index.ts'

const page = `---
title: A page
---

# About {{< istio_version >}}

See [it](https://{{< host >}}/a "at {{< host >}}") and {{< gloss >}}a *word*{{< /gloss >}} in \`{{< x "\`" >}}\`.

1. Run:

   {{< text bash >}}
   $ a_b *c*

   $ d
   {{</ text >}}

2. {{% tip %}}
   Be *careful*.
   {{% /tip %}}

> {{< warning >}}
> No.
> {{< /warning >}}

{{< image width="75%"
    link="a.svg"
    >}}

{{</* escaped */>}}

| a             | b |
| ------------- | - |
| {{< x "|" >}} | c |

![{{< alt >}}]({{< src "a b" >}})

<https://{{< host >}}> and [\`{{< a >}}\`](<{{< b >}} c>)

[{{< label >}}]: https://{{< host >}}
`

const types: string[] = []
const watch = () => (tree: Root) => {
  types.push(...tree.children.map(({type}) => type))
}

const orders: Readonly<Record<string, () => {processSync: (text: string) => unknown}>> = {
  'after remark-parse': () => unified().use(remarkParse).use(remarkStringify).use(remarkHugoShortcode).use(watch),
  'before remark-parse': () => unified().use(remarkHugoShortcode).use(watch).use(remarkParse).use(remarkStringify),
  'without remark-parse': () => unified().use(remarkHugoShortcode).use(watch).use(remarkStringify)
}

describe.for(Object.entries(orders))('%s', ([, processor]) => {
  test('keeps every shortcode of a page as it is', () => {
    expect(String(processor().processSync(page))).toBe(page)
  })

  test('gives their nodes to plugins', () => {
    types.length = 0
    processor().processSync('{{< tip >}}a{{< /tip >}}')
    expect(types).toEqual(['containerShortcode'])
  })
})

test('writes what a plugin changed', () => {
  const edit = () => (tree: Root) => {
    for (const node of tree.children) {
      if (node.type === 'containerShortcode') node.children.push({type: 'thematicBreak'})
      if (node.type === 'leafShortcode') node.parameters.push({name: null, value: 'a "b"'})
      if (node.type === 'rawShortcode') node.value = '\nnew\n'
    }
  }
  const edited = unified()
    .use(remarkHugoShortcode)
    .use(edit)
    .use(remarkStringify)
    .processSync('{{<  tip  >}}\na\n{{<  /tip  >}}\n\n{{<  x  >}}\n\n{{<  text  >}}\nold\n{{</text>}}\n')
  expect(String(edited)).toBe(
    '{{< tip >}}\n\na\n\n***\n\n{{< /tip >}}\n\n{{< x `a "b"` >}}\n\n{{< text >}}\nnew\n{{< /text >}}\n'
  )
})

test('says where a page is wrong', () => {
  const processor = unified().use(remarkHugoShortcode).use(remarkStringify)
  expect(() => processor.processSync({value: 'a\n {{< tip >}}', path: 'a.md'})).toThrow(
    'a.md:2:2: `{{< tip >}}` is never closed; add `{{< /tip >}}`'
  )
})
