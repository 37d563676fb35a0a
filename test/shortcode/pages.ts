import fc from 'fast-check'

const word: fc.Arbitrary<string> = fc.constantFrom(
  'cluster',
  'the `x`',
  '*a*',
  '本页',
  '👩‍💻',
  '{{ .Values.x }}',
  '&amp;',
  '[a](b)'
)
const blanks: fc.Arbitrary<string> = fc.constantFrom('', ' ', '  ', '\t', '\n')
const parameter: fc.Arbitrary<string> = fc.constantFrom('bash', '"a b"', '`c "d`', 'name="tab \\"A\\""', 'n=1', 'x-y')

const leaf: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('istio_version', 'github_file', 'boilerplate', 'a/b'),
    fc.array(parameter, {maxLength: 3}),
    blanks
  )
  .chain(([name, parameters, blank]) =>
    fc.constantFrom(
      `{{<${blank}${[name, ...parameters].join(' ')} >}}`,
      `{{% ${[name, ...parameters].join(` ${blank}`)}${blank}%}}`,
      `{{< ${name} />}}`,
      `{{</* ${name} */>}}`
    )
  )

const sentence: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      {weight: 4, arbitrary: word},
      leaf,
      leaf.map((tag) => `\`${tag}\``),
      leaf.map((tag) => `[${tag}](https://${tag}/x)`),
      word.map((text) => `{{< gloss >}}${text}{{< /gloss >}}`)
    ),
    {minLength: 1, maxLength: 6}
  )
  .map((words) => words.join(' '))

const raw: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom('$ kubectl get pod', 'EOF', '', '    - a', '# b', '```', '{{< istio_version >}}', '> c', '<!--'),
    {
      maxLength: 5
    }
  )
  .map((lines) => ['{{< text bash >}}', ...lines, '{{< /text >}}'].join('\n'))

/** Blocks of markdown that hold each other: every one is valid, whatever it holds. */
const {block}: {block: fc.Arbitrary<string>} = fc.letrec((tie) => {
  const inner = fc
    .array(tie('block') as fc.Arbitrary<string>, {minLength: 1, maxLength: 3})
    .map((blocks) => blocks.join('\n\n'))
  return {
    block: fc.oneof(
      {depthSize: 'small', withCrossShrink: true},
      sentence,
      sentence.map((text) => `## ${text}`),
      raw,
      leaf,
      leaf.map((tag) => `\`\`\`bash\n$ ${tag}\n\`\`\``),
      fc.tuple(leaf, raw).map(([tag, block]) => `<!-- ${tag}\n${block} -->`),
      sentence.map((text) => `| a | b |\n|---|---|\n| ${text} | ${text} |`),
      fc.tuple(fc.constantFrom('tip', 'tabset', 'tab name="a"', 'steps'), inner).map(([tag, body]) => {
        return `{{< ${tag} >}}\n${body}\n{{< /${tag.split(' ')[0]} >}}`
      }),
      // A tag over several lines would have a `>` inside it.
      inner.map((body) =>
        indent(
          body.replaceAll(/\{\{[<%][^}]*\}\}/g, (tag) => tag.replaceAll('\n', ' ')),
          '> ',
          '> '
        )
      ),
      fc
        .tuple(inner, fc.constantFrom('- ', '1.  ', '-\t'), fc.boolean())
        .map(([body, marker, tight]) =>
          indent(body, marker, marker.replaceAll(/[^\t]/g, ' ')).replaceAll('\n\n', tight ? '\n' : '\n\n')
        )
    )
  }
})

function indent(text: string, first: string, others: string): string {
  return first + text.replaceAll('\n', `\n${others}`)
}

/** A page as an author may write it: any line endings, perhaps a byte order mark and front matter. */
export const page: fc.Arbitrary<string> = fc
  .record({
    blocks: fc.array(block, {maxLength: 6}),
    gap: fc.constantFrom('\n\n', '\n'),
    ending: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.constantFrom('', '\uFEFF'),
    frontMatter: fc.constantFrom('', '---\ntitle: "{{< x"\n---\n', '+++\ntitle = "a"\n+++\n'),
    last: fc.constantFrom('', '\n')
  })
  .map(({blocks, gap, ending, mark, frontMatter, last}) => {
    return mark + (frontMatter + blocks.join(gap) + last).replaceAll('\n', ending)
  })

const fragment: fc.Arbitrary<string> = fc.constantFrom(
  ...[
    '{{<',
    '{{%',
    '>}}',
    '%}}',
    '/*',
    '*/',
    '{{',
    '}}',
    '/',
    '"',
    '\\"',
    '`',
    '```\n',
    '~~~',
    '=',
    'text',
    'tip',
    'tab'
  ],
  ...['gloss', '{{< text >}}', '{{< /text >}}', '{{< tip >}}', '{{< /tip >}}', '{{< x.inline >}}', '{{< /x.inline >}}'],
  ...[
    ' ',
    '  ',
    '    ',
    '\t',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '- ',
    '1. ',
    '> ',
    '# ',
    '---\n',
    '+++\n',
    '***',
    '|',
    '|-|'
  ],
  ...[
    '[',
    ']',
    '](',
    '![',
    '(',
    ')',
    '<',
    '<!--',
    '-->',
    '<div>',
    '&#x',
    '*',
    '_',
    '\uFEFF',
    '\0',
    '\x91',
    '\x92',
    '\uE000',
    '\uD800',
    '本'
  ]
)

/** Any text at all: fragments of tags and markdown in any order, any character, and pages with a piece cut out. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.array(fragment, {maxLength: 60}).map((fragments) => fragments.join('')),
  fc.string({unit: 'binary', maxLength: 80}),
  fc
    .array(fc.oneof(fragment, fc.string({unit: 'binary', maxLength: 3})), {maxLength: 60})
    .map((fragments) => fragments.join('')),
  fc.tuple(page, fc.nat(), fc.nat(12), fragment).map(([source, at, length, other]) => {
    const from = at % (source.length + 1)
    return source.slice(0, from) + other + source.slice(from + length)
  })
)

const prose: fc.Arbitrary<string> = fc.constantFrom(
  ...['a', 'word', 'x_y', '本', 'é', '1', '2.', 'No.', ' ', ' ', ' ', '  ', '\n', '\n', '\n\n', '\n\n', '\t', '\r\n'],
  ...[
    '`a`',
    '`b c`',
    '` d `',
    '``e``',
    '`',
    '[f](g)',
    '[`h`](/i#j)',
    '[k](l "m")',
    '[n]',
    '![o](p)',
    '](',
    '[',
    '(',
    ')'
  ],
  ...[
    '*q*',
    '**r s**',
    '_t_',
    '*',
    '**',
    '***',
    '_',
    '!',
    '&',
    '&amp;',
    '<',
    '<b>',
    '<!-- u -->',
    '<!--',
    '-->',
    '\\',
    ':'
  ],
  ...[
    '# ',
    '## V',
    '-',
    '- ',
    '1. ',
    '> ',
    '    ',
    '```',
    '```bash\n',
    '~~~',
    '---',
    '===',
    '| w | x |\n|---|---|\n',
    '<div>'
  ],
  ...[
    '{{< y >}}',
    '{{< text bash >}}\n$ z\n{{< /text >}}',
    '{{< tip >}}',
    '{{< /tip >}}',
    '[n]: /o',
    '.',
    ',',
    '"',
    "'"
  ]
)

/** Markdown whose pieces meet in every way, blocks far more often than in other text. */
export const markdown: fc.Arbitrary<string> = fc.array(prose, {maxLength: 40}).map((pieces) => pieces.join(''))
