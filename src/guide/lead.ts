import {isShellVariable} from '../bash/shell-variables.ts'
import {says} from '../says.ts'
import type {Content} from './guide.ts'

/** What a page has directly before a fence. */
export interface Lead {
  /** Whether a sentence says that output follows. */
  readonly announced: boolean
  /** Whether a sentence stands between the block before and the fence. */
  readonly told: boolean
  /** Whether a sentence tells the reader to do something with what follows. */
  readonly instructs: boolean
  /** The last command of the block before, where the page has not shown its output; else null. */
  readonly command: string | null
}

/** "The output is similar to this:", "You should see the following:", "Expected result:", which lead to no command. */
const announcement = new RegExp(
  [
    String.raw`^(?:[^.:]*, the )?(?:[\w'’-]+ ){0,3}outputs?\b[^.:]*:$`,
    String.raw`^(?:[\w'’-]+ ){0,3}outputs? (?:is|will be|should be|looks like)(?: (?:this|as follows|similar to(?: this)?))?$`,
    '^(?:the )?(?:expected|example|sample)(?: of(?: the| a)?)? (?:results?|outputs?):$',
    String.raw`\b(?:you|we)(?:['’]ll| should| will| would)?(?: now| then| also)* (?:see|get|receive|observe|notice)(?: \w+){0,4} following\b[^.:]*:$`,
    String.raw`^(?:once|when) you see the following (?:lines?|messages?|events?|logs?)\b[^.:]*:$`,
    String.raw`\b(?:see|get|prints?|produces?|returns?)\b[^.:]*\b(?:outputs?|like|similar)\b[^.:]*:$`
  ].join('|')
)
const instruction = /\b(?:run|running|use|using|execute|executing|try|enter|type|view|commands?)\b/
const setting = /\b(?:set|setting|export|define|assign|add|create|variables?)\b/

/** Read what a section has before a fence. */
export function leadFrom(contents: readonly Content[]): Lead {
  const before = contents.at(-1)
  const text = before?.type === 'prose' ? (before.sentences.at(-1)?.text ?? '') : ''
  const block = contents.findLast((content) => content.type === 'block')
  const step = block?.steps.at(-1)
  const instructed = says(text, instruction)
  return {
    announced: !instructed && says(text, announcement),
    told: text !== '',
    instructs: instructed || says(text, setting),
    command: step === undefined || step.output !== null ? null : step.command
  }
}

/** Programs and verbs that show what a file or an environment holds. */
const shows = /(?:^|\s)(?:cat|head|tail|grep|env|printenv|get|describe|logs)(?:\s|$)/
const bareSetting = /^([A-Za-z_]\w*)=[^\s"'`$;&|<>()]*$/

/**
 * Whether a fence is what the command before it shows of a file or an environment, and not for the shell: bare settings
 * of variables that the page never uses.
 *
 * @param source of the page
 */
export function isShownSettings(text: string, {command, instructs}: Lead, source: string): boolean {
  if (command === null || instructs || !shows.test(command) || command.includes('<<')) return false
  const names = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [bareSetting.exec(line)?.[1] ?? null]))
  return (
    names.length > 0 &&
    names.every(
      (name) =>
        name !== null &&
        !isShellVariable(name) &&
        name !== 'KUBECONFIG' &&
        !source.includes(`$${name}`) &&
        !source.includes(`\${${name}`)
    )
  )
}
