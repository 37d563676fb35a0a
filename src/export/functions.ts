/** Functions that a script may bring along. */
export type HelperName =
  | 'fail_at'
  | 'squeeze_blanks'
  | 'step_holds'
  | 'report_step'
  | 'check_step'
  | 'retry_step'
  | 'it_prints'
  | 'it_shows'
  | 'it_lists'
  | 'it_has_lines'
  | 'it_contains'
  | 'it_lacks'
  | 'it_has_data'
  | 'it_prints_nothing'
  | 'rows_of_name'
  | 'row_is'
  | 'row_is_ready'
  | 'row_is_assigned'
  | 'it_printed'
  | 'it_mentioned'
  | 'it_shares'
  | 'wait_for_output'
  | 'wait_for_rollouts'

interface Helper {
  readonly uses: readonly HelperName[]
  readonly text: string
}

// In the order in which a script has them.
const helpers: Readonly<Record<HelperName, Helper>> = {
  fail_at: {
    uses: [],
    text: `
fail_at() {
  printf '%s: %s\\n' "$1" "\${2:-failed}" >&2
  guide_result=1
  # What is left of the cleanup runs all the same.
  [[ -n $guide_finishing ]] || exit 1
}`
  },
  squeeze_blanks: {
    uses: [],
    text: `
# Text as it is compared: runs of blanks are one blank, and lines do not end in any.
squeeze_blanks() {
  sed -E 's/[[:blank:]]+/ /g; s/ $//' "$@"
}`
  },
  step_holds: {
    uses: ['squeeze_blanks'],
    text: `
# Whether a step did what is expected of it: on standard output, on standard error, or on both as a terminal shows them.
step_holds() {
  for step_text in "$(squeeze_blanks "$step_out")" "$(squeeze_blanks "$step_err")" "$(squeeze_blanks "$step_out" "$step_err")"; do
    # In a trap, a bare \`return\` would give what the script ended with.
    if step_expects; then return 0; fi
  done
  return 1
}`
  },
  report_step: {
    uses: ['fail_at'],
    text: `
# Show what a step printed; where it is not what is expected, that is a failure.
report_step() {
  cat "$step_out"
  cat "$step_err" >&2
  [[ $2 == held ]] || fail_at "$1" "exit status $step_status, or not the output that is expected: $(declare -f step_expects)"
  step_status=0
}`
  },
  check_step: {
    uses: ['step_holds', 'report_step'],
    text: `
check_step() {
  if step_holds; then report_step "$1" held; else report_step "$1" ''; fi
}`
  },
  retry_step: {
    uses: ['step_holds', 'report_step'],
    text: `
# Repeat a step until it does what is expected of it: retry_step PLACE SECONDS [AT_LEAST [IN_A_ROW [HOLDING]]]
# It is tried at least so many times, and must hold so many times in a row, and for so many seconds. In the environment,
# PATIENCE sets another limit for all steps, in seconds.
retry_step() {
  local limit=\${PATIENCE:-$2} at_least=\${3:-1} in_a_row=\${4:-1} holding=\${5:-0}
  local started=$SECONDS tries=0 held=0 since=0
  : > "$step_seen"
  while true; do
    step_status=0
    # Only the first attempt may change this shell.
    if ((tries == 0)); then guide_step; else (guide_step); fi > "$step_out" 2> "$step_err" || step_status=$?
    cat "$step_out" >> "$step_seen"
    tries=$((tries + 1))
    if step_holds; then
      ((held > 0)) || since=$SECONDS
      held=$((held + 1))
      if ((tries >= at_least && held >= in_a_row && SECONDS - since >= holding)); then
        report_step "$1" held
        return 0
      fi
    else
      held=0
      if ((tries >= at_least && SECONDS - started >= limit)); then
        report_step "$1" ''
        return 0
      fi
    fi
    ((tries < at_least)) || sleep 1
  done
}`
  },
  it_prints: {
    uses: [],
    text: `
# The output is this and nothing else.
it_prints() {
  [[ $step_text == "$(squeeze_blanks <<< "$1")" ]]
}`
  },
  it_shows: {
    uses: [],
    text: `
# The output line by line: each argument is a line's pattern, as for grep -E; '...' stands for any number of lines.
it_shows() {
  local line pattern=''
  for line in "$@"; do
    if [[ $line == ... ]]; then pattern+=$'(.*\\n)?'; else pattern+=$line$'\\n'; fi
  done
  [[ $step_text$'\\n' =~ ^$pattern$ ]]
}`
  },
  it_lists: {
    uses: [],
    text: `
# A table: each argument is a pattern, as for grep -E, with which a row begins. Without '...' there is no other row.
it_lists() {
  local row others=$step_text
  for row in "$@"; do
    if [[ $row == ... ]]; then
      others=''
    else
      grep -qE -- "^ ?$row( |$)" <<< "$step_text" || return 1
      others=$(grep -vE -- "^ ?$row( |$)" <<< "$others")
    fi
  done
  [[ -z \${others//[[:space:]]/} ]]
}`
  },
  it_has_lines: {
    uses: [],
    text: `
# Each argument is the pattern of a line, as for grep -E, in any order and among others.
it_has_lines() {
  local line
  for line in "$@"; do
    grep -qE -- "^ ?$line$" <<< "$step_text" || return 1
  done
}`
  },
  it_contains: {
    uses: [],
    text: `
it_contains() {
  [[ $step_text == *"$(squeeze_blanks <<< "$1")"* ]]
}`
  },
  it_lacks: {
    uses: [],
    text: `
# Neither stream has this.
it_lacks() {
  [[ $(squeeze_blanks "$step_out" "$step_err") != *"$(squeeze_blanks <<< "$1")"* ]]
}`
  },
  it_has_data: {
    uses: [],
    text: `
# JSON or YAML with all of these pieces; blanks and line breaks do not count.
it_has_data() {
  local piece all=\${step_text//[[:space:]]/}
  for piece in "$@"; do
    [[ $all == *"$piece"* ]] || return 1
  done
}`
  },
  it_prints_nothing: {
    uses: [],
    text: `
# Standard output is empty, or says that there is nothing.
it_prints_nothing() {
  ! grep -v '^No resources found' "$step_out" | grep -q .
}`
  },
  rows_of_name: {
    uses: [],
    text: `
# The rows of a name, whatever its generated suffix; all but the header for no name.
rows_of_name() {
  if [[ -z $1 ]]; then
    grep -vE '^[A-Z]{2,}( |$)' <<< "$step_text" | grep .
  else
    grep -iE -- "(^|[ /])$1(-[a-z0-9]+){0,2}([ .]|$)" <<< "$step_text"
  fi
}`
  },
  row_is: {
    uses: ['rows_of_name'],
    text: `
# Every row of a name has a value, and there is one.
row_is() {
  local rows
  rows=$(rows_of_name "$1") && ! grep -qviE -- "(^| )$2( |$)" <<< "$rows"
}`
  },
  row_is_ready: {
    uses: ['rows_of_name'],
    text: `
# Every row of a name says 1/1, 2/2, True or the like, and there is one.
row_is_ready() {
  local rows
  rows=$(rows_of_name "$1") && ! grep -qvE '(^| )(([1-9][0-9]*)/\\3|True|Ready)( |$)' <<< "$rows"
}`
  },
  row_is_assigned: {
    uses: ['rows_of_name'],
    text: `
# Every row of a name has its values, and there is one.
row_is_assigned() {
  local rows
  rows=$(rows_of_name "$1") && ! grep -qE '<(none|pending|unset|unknown)>' <<< "$rows"
}`
  },
  it_printed: {
    uses: [],
    text: `
# Each argument is the pattern of a line, as for grep -E, that came in one of the attempts.
it_printed() {
  local line
  for line in "$@"; do
    squeeze_blanks "$step_seen" | grep -E -- "^ ?$line$" > /dev/null || return 1
  done
}`
  },
  it_mentioned: {
    uses: [],
    text: `
# Each argument is a word of one of the attempts.
it_mentioned() {
  local word
  for word in "$@"; do
    grep -qiwF -- "$word" "$step_seen" || return 1
  done
}`
  },
  it_shares: {
    uses: [],
    text: `
# So many lines of all attempts have a word, give or take what chance does: it_shares WORD LEAST MOST
it_shares() {
  local count
  count=$(grep -ciwF -- "$1" "$step_seen")
  ((count >= $2 && count <= $3))
}`
  },
  wait_for_output: {
    uses: [],
    text: `
# Wait until a command in the background has said something, as it does once it can be used; some never do.
wait_for_output() {
  local tries=0
  until [[ -s $1 ]] || ((tries >= 50)); do
    sleep 0.2
    tries=$((tries + 1))
  done
}`
  },
  wait_for_rollouts: {
    uses: [],
    text: `
# Wait until the pods of all workloads are there, as readers do without being told to: wait_for_rollouts CONTEXT...
wait_for_rollouts() {
  local context namespace workload
  for context in "$@"; do
    kubectl --context="$context" get deployments,statefulsets,daemonsets --all-namespaces \\
      -o jsonpath='{range .items[*]}{.metadata.namespace} {.kind}/{.metadata.name}{"\\n"}{end}' |
      while read -r namespace workload; do
        kubectl --context="$context" -n "$namespace" rollout status "$workload" --timeout=120s < /dev/null
      done
  done > /dev/null || true
}`
  }
}

/** The functions of these names and those that they use, as text. */
export function helperTexts(names: Iterable<HelperName>): string {
  const wanted = new Set<Helper>()
  const want = (name: HelperName): void => {
    if (wanted.has(helpers[name])) return
    wanted.add(helpers[name])
    for (const used of helpers[name].uses) want(used)
  }
  for (const name of names) want(name)
  return Object.values(helpers)
    .filter((helper) => wanted.has(helper))
    .map(({text}) => `${text.slice(1)}\n`)
    .join('\n')
}
