import type {ProblemDetail} from './problem.ts'

/** `error` keeps a guide from running; `warning` and `info` are only reported. */
export type Severity = 'error' | 'warning' | 'info'

/** The stable id of a rule. */
export type RuleId =
  | 'unclosed-shortcode'
  | 'unexpected-closing-shortcode'
  | 'malformed-shortcode'
  | 'excessive-markup'
  | 'malformed-front-matter'
  | 'unknown-shortcode'
  | 'missing-variable'
  | 'missing-file'
  | 'unresolved-prerequisite'
  | 'unfollowed-steps'
  | 'prerequisite-cycle'
  | 'no-steps'
  | 'output-before-command'
  | 'missing-prompt'
  | 'unread-fence'
  | 'bash-syntax'
  | 'unclosed-heredoc'
  | 'needs-terminal'
  | 'opened-shell'
  | 'sent-elsewhere'
  | 'beyond-session'
  | 'placeholder'
  | 'generated-name'
  | 'unset-variable'
  | 'unmade-file'
  | 'unknown-option'
  | 'repeated-id'
  | 'alternative'
  | 'unchosen-alternative'
  | 'unchecked-claim'

/** Whether problems of a rule are asked for. */
export type RuleFilter = (ruleId: RuleId) => boolean

interface Rule {
  readonly severity: Severity
  /** One sentence for the reference page. */
  readonly summary: string
  readonly reason: (detail: ProblemDetail) => string
}

const remedy = ({remedy}: ProblemDetail): string => (remedy === undefined ? '' : `; ${remedy}`)

/** Every rule that a page can break, by its stable id. Texts may change; ids do not. */
export const rules: Readonly<Record<RuleId, Rule>> = {
  'unclosed-shortcode': {
    severity: 'error',
    summary: 'A shortcode or its tag is never closed.',
    reason: (d) => `\`${d.found}\` is never closed; add \`${d.expected}\``
  },
  'unexpected-closing-shortcode': {
    severity: 'error',
    summary: 'A closing tag has no opener.',
    reason: (d) => `\`${d.found}\` closes nothing; ${d.expected ?? 'remove it'}`
  },
  'malformed-shortcode': {
    severity: 'error',
    summary: 'The inside of a shortcode tag cannot be read.',
    reason: (d) => `\`${d.found}\` is no shortcode: expected ${d.expected}${remedy(d)}`
  },
  'excessive-markup': {
    severity: 'error',
    summary: 'Markup nests or repeats so much that a page cannot be read in time that grows with its length.',
    reason: (d) => `\`${d.found}\` nests or repeats too much: expected ${d.expected}`
  },
  'malformed-front-matter': {
    severity: 'error',
    summary: 'Front matter is not valid YAML or TOML.',
    reason: (d) => `front matter cannot be read: ${d.found}`
  },
  'unknown-shortcode': {
    severity: 'error',
    summary: 'A shortcode inside a block is not known.',
    reason: (d) =>
      `unknown shortcode \`${d.found}\` in a block; give it a value under \`variables\` in the configuration`
  },
  'missing-variable': {
    severity: 'error',
    summary: 'A site variable has no value.',
    reason: (d) => `\`${d.found}\` has no value; set it in ${d.expected ?? '`variables` of the configuration'}`
  },
  'missing-file': {
    severity: 'error',
    summary: 'An `@path@` reference or included page does not exist.',
    reason: (d) => `\`${d.found}\` does not exist in ${d.expected}${remedy(d)}`
  },
  'unresolved-prerequisite': {
    severity: 'error',
    summary: 'A page that must be completed first cannot be found.',
    reason: (d) =>
      d.expected === undefined
        ? `prerequisite \`${d.found}\` resolves to no page; name one under \`prerequisites\` in the configuration, or say there why it is met`
        : `prerequisite \`${d.found}\` is to be met by \`${d.expected}\`, which is no page or section; correct it under \`prerequisites\` in the configuration`
  },
  'unfollowed-steps': {
    severity: 'warning',
    summary: 'Steps of another place are to be followed at one where nothing runs them.',
    reason: (d) =>
      `the steps of \`${d.found}\` are to be followed here, but nothing runs them here; show their blocks, or say under \`prerequisites\` in the configuration why they are not needed`
  },
  'prerequisite-cycle': {
    severity: 'error',
    summary: 'Guides require each other.',
    reason: (d) => `\`${d.found}\` requires itself through ${d.expected}`
  },
  'no-steps': {
    severity: 'error',
    summary: 'A guide has nothing to run.',
    reason: () => 'the guide has no steps; nothing passes by absence'
  },
  'output-before-command': {
    severity: 'error',
    summary: 'A block shows output before any command.',
    reason: (d) => `\`${d.found}\` comes before any command; ${d.remedy ?? 'start commands with `$ `'}`
  },
  'missing-prompt': {
    severity: 'warning',
    summary: 'A line looks like a command, but has no prompt where the rest have one.',
    reason: (d) =>
      `\`${d.found}\` looks like a command without its prompt; start it with \`$ \`, or it is taken for output`
  },
  'unread-fence': {
    severity: 'warning',
    summary: 'What is written as a fence is none to markdown, or ends before its contents.',
    reason: (d) => `markdown reads no fence here that holds its contents: ${d.expected}`
  },
  'bash-syntax': {
    severity: 'error',
    summary: 'Bash rejects a command.',
    reason: (d) => `bash rejects this command: ${d.found}${remedy(d)}`
  },
  'unclosed-heredoc': {
    severity: 'error',
    summary: 'A heredoc never ends.',
    reason: (d) => `the heredoc is never closed by \`${d.expected}\``
  },
  'needs-terminal': {
    severity: 'warning',
    summary: 'A command needs a terminal, which a session does not have.',
    reason: (d) => `\`${d.found}\` needs a terminal${remedy(d)}`
  },
  'opened-shell': {
    severity: 'error',
    summary: 'A command opens a shell elsewhere, for which the commands after it may be meant.',
    reason: (d) =>
      `\`${d.found}\` opens a shell elsewhere, but what follows would run on this machine; give the shell its commands, as in \`sh -c '…'\`, or skip the block and those for that shell`
  },
  'sent-elsewhere': {
    severity: 'warning',
    summary: 'Commands run on this machine, although their page has its reader open a shell elsewhere for them.',
    reason: (d) =>
      `the page says \`${d.found}\`, but this command would run on this machine; show how that shell is given its commands, as in \`kubectl exec … -- sh -c '…'\`, or skip the block`
  },
  'beyond-session': {
    severity: 'error',
    summary: 'A command reaches beyond the session.',
    reason: (d) =>
      `\`${d.found}\` reaches beyond the session; allow it with \`allow\` in the configuration, or skip the block`
  },
  placeholder: {
    severity: 'error',
    summary: 'A placeholder is left for the reader to fill in.',
    reason: (d) =>
      `\`${d.found}\` is left for the reader to fill in; use a shell variable, or give a value in the configuration`
  },
  'generated-name': {
    severity: 'warning',
    summary: 'A command names an object as it was called in the cluster of the author.',
    reason: (d) =>
      `\`${d.found}\` is called otherwise in any other cluster; ${d.expected === undefined ? '' : `name what it belongs to (\`${d.expected}\`), or `}find it by its label`
  },
  'unset-variable': {
    severity: 'warning',
    summary: 'A shell variable is used that no step and no lease sets.',
    reason: (d) => `\`${d.found}\` is set by no earlier step and no cluster`
  },
  'unmade-file': {
    severity: 'warning',
    summary: 'A command reads a file that the page tells its reader to create, and that no command makes.',
    reason: (d) =>
      `no earlier step makes \`${d.found}\`, which the reader is to create by hand (${d.expected}); show it as a command, as in \`cat <<EOF > ${d.found}\``
  },
  'unknown-option': {
    severity: 'error',
    summary: 'A configuration or an expectation uses an option that does not exist.',
    reason: (d) => `unknown \`${d.found}\`; expected ${d.expected}`
  },
  'repeated-id': {
    severity: 'warning',
    summary: 'A configuration names a block by an id that others of the page have, too.',
    reason: (d) =>
      `what the configuration says of \`${d.found}\` holds for this block and for the one at ${d.expected}; where only one of them is meant, say it in a comment above that one`
  },
  alternative: {
    severity: 'info',
    summary: 'A block is an alternative that does not run until configuration chooses it.',
    reason: (d) => `not run: ${d.found}`
  },
  'unchosen-alternative': {
    severity: 'warning',
    summary: 'Of a choice that every reader makes, no way runs.',
    reason: (d) =>
      `neither this block nor the other way runs; choose one in the configuration, such as \`${d.found}: {run: true}\``
  },
  'unchecked-claim': {
    severity: 'info',
    summary: 'Prose claims something that nothing checks.',
    reason: (d) => `nothing checks: ${d.found}`
  }
}
