import type {ScriptFunction} from './script-function.ts'

/** Functions that say what a step did, and end the script where that is not what is expected. */
export type StepFunction = 'fail_at' | 'squeeze_blanks' | 'step_holds' | 'report_step' | 'check_step' | 'retry_step'

/** Their texts, in the order in which a script has them. */
export const stepFunctions: Readonly<Record<StepFunction, ScriptFunction>> = {
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
# Repeat a step until it does what is expected of it: retry_step PLACE SECONDS [AT_LEAST [IN_A_ROW [HOLDING [all]]]]
# It is tried at least so many times, and must hold so many times in a row, and for so many seconds. With \`all\`, it must hold
# twenty times in a row once there was another answer. In the environment, PATIENCE sets another limit for all steps, in
# seconds.
retry_step() {
  local limit=\${PATIENCE:-$2} at_least=\${3:-1} in_a_row=\${4:-1} holding=\${5:-0} of=\${6:-}
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
      if [[ $of == all && $step_status == 0 && -s $step_out ]]; then in_a_row=20; fi
      if ((tries >= at_least && SECONDS - started >= limit)); then
        report_step "$1" ''
        return 0
      fi
    fi
    ((tries < at_least)) || sleep 1
  done
}`
  }
}
