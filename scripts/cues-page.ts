import {readFileSync} from 'node:fs'
import type {CueRule, FirstMeaning, Meaning} from '../src/expect/cues/cue.ts'
import {cueRules} from '../src/expect/cues/read.ts'

const fixtures = new URL('../test/fixtures/cues/', import.meta.url)

const introduction = `A cue is a sentence that says what will have come about. \`guiderail list\` and every report print what a cue was taken
for, with its line: "waits until \`web\` is \`Running\` (line 214)".

A cue belongs to the block that follows if its sentence ends in a colon, otherwise to the nearest fitting step before it, as far
back as the last step that changes something. "Verify that …" belongs to the block that follows also where the colon comes later
in its paragraph, or where it begins a list item, and "We will verify that …" wherever its paragraph leads to one.
Where a block of sample output follows, a cue belongs to the step before that. Names in backticks decide among several steps, and "both clusters"
or "each of them" means more than one.

Left alone are sentences about blocks that do not run, those that begin with "If …", ask whether something is so, speak of what may
happen or of a later section, and those that tell the reader to configure something ("Route 20% of the requests to \`v2\`"). What is
said of other requests than those of a step ("all other requests"), of some of them, or of another time ("until", "when …") is an
unchecked claim.

A table of percentages, with names above its only row or before the share of each row, says as much as a sentence about
shares, where what leads to it speaks of responses. A table of what is configured, or of several steps, is listed as an
unchecked claim.

What a page shows comes first: where the output below a command has what the sentence says, nothing is added; where it has
something else, or where no output could tell, the sentence is listed as an unchecked claim. What no rule understands can be
said beside the block, hidden from readers, or in the configuration:

| \`expect\` | what must hold |
| --- | --- |
| \`contains "503"\`, \`not contains "503"\` | the text is in the output, or is not |
| \`same\`, \`like\`, \`lines\`, \`elided\`, \`table\`, \`json\`, \`yaml\`, \`http\`, \`listing\` | how the output that is shown is compared |
| \`absence\` | nothing is printed, or a message that there is nothing |
| \`status "web" "Running"\`, \`status "Running"\` | the rows of that name, or all rows, show the state |
| \`exit 1\`, \`exit nonzero\`, \`exit any\` | the exit status |
| \`within 5m\` | it is tried for so long |
| \`3 in a row\` | so many attempts must agree |
| \`any version\` | versions of the software under test may differ |
| \`step 2\` | what follows is about the second command of the block |

In a page: \`<!-- guiderail: expect contains "503", within 5m -->\` before the block.`

interface Fixture {
  readonly reads: readonly {readonly text: string; readonly meaning: Meaning}[]
  readonly leaves: readonly string[]
}

/** The reference page of cues, with the sentences of the fixtures that test them. */
export function renderCuesPage(): string {
  const table = cueRules.map(({id, summary}) => `| [\`${id}\`](#${id}) | ${summary} |`)
  const sections = [
    '# Cues',
    '<!-- Made by `npm run docs` from `src/expect/cues` and `test/fixtures/cues`; changes here are lost. -->',
    introduction,
    ['| rule | what a page says by it |', '| --- | --- |', ...table].join('\n'),
    ...cueRules.map(renderRule)
  ]
  return `${sections.join('\n\n')}\n`
}

function renderRule({id, summary}: CueRule): string {
  const fixture = JSON.parse(readFileSync(new URL(`${id}.json`, fixtures), 'utf8')) as Fixture
  const rows = fixture.reads.map(({text, meaning}) => `| ${cell(text)} | ${cell(describe(meaning))} |`)
  return [
    `## ${id}`,
    summary,
    ['| sentence | taken for |', '| --- | --- |', ...rows].join('\n'),
    'Left alone:',
    fixture.leaves.map((text) => `- ${text}`).join('\n')
  ].join('\n\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function describe(meaning: Meaning): string {
  switch (meaning.type) {
    case 'status': {
      const rows = meaning.names.length === 0 ? 'every row' : list(meaning.names)
      const states = meaning.states.map(
        ({column, value}) =>
          `${value === null ? 'any value' : quote(value)}${column === null ? '' : ` in ${quote(column)}`}`
      )
      return `${rows}: ${states.join(' and ')}`
    }
    case 'restarts': {
      const rows = meaning.names.length === 0 ? 'every row' : list(meaning.names)
      return `${rows}: ${meaning.value === '0' ? '`0`' : 'more than 0'} in \`RESTARTS\``
    }
    case 'patience':
      return `up to ${meaning.limitMs / 1000} s, where the limit was shorter`
    case 'repeat':
      return `at least ${meaning.times} times`
    case 'alternate':
      return `all of ${meaning.names.length === 0 ? 'the sample lines' : list(meaning.names)}`
    case 'share':
      return meaning.shares.map(({sample, percent}) => `${percent} % \`${sample}\``).join(', ')
    case 'output':
      return {same: 'the output', like: 'the like of the output', part: 'a part of the output'}[meaning.how]
    case 'contains':
    case 'not-contains':
      return `${meaning.type === 'contains' ? '' : 'not '}${list(meaning.texts)}${meaning.inARow > 1 ? `, ${meaning.inARow} in a row` : ''}`
    case 'first':
      return describeFirst(meaning)
    case 'or-nothing':
      return 'what is shown, or nothing'
    case 'absence':
      return 'nothing'
    case 'existence':
      return `${meaning.names.length === 0 ? 'what is listed' : list(meaning.names)} ${meaning.exists ? 'exists' : 'does not exist'}`
    case 'success':
      return 'success'
    case 'tolerance':
      return 'any exit status of a step that deletes'
    case 'failure':
      return [meaning.status === null ? 'failure' : `exit status ${meaning.status}`, ...meaning.texts.map(quote)].join(
        ', '
      )
  }
}

function describeFirst({first, then, lasts}: FirstMeaning): string {
  const later = then.length === 0 ? 'success' : list(then)
  return [
    ...(first === null ? [] : [`the first: ${first.text === null ? 'failure' : quote(first.text)}`]),
    ...(lasts ? [`then ${later}, 5 in a row`] : [])
  ].join('; ')
}

function list(names: readonly string[]): string {
  return names.map(quote).join(', ')
}

function quote(text: string): string {
  return `\`${text}\``
}
