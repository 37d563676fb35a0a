import {readFileSync} from 'node:fs'
import {relative, resolve} from 'node:path'
import * as v from 'valibot'
import {HarnessError} from '../../src/errors.ts'
import type {Plan} from '../../src/plan/plan.ts'
import type {StepStatus} from '../../src/result.ts'
import type {Happened} from '../../src/update/propose.ts'
import {readRecording} from '../recording/file.ts'
import {fitRecording} from '../recording/fit.ts'
import {hashPlan} from '../recording/hashes.ts'
import {recordingPath} from '../recording/recording.ts'

/** What is known of a guide's last run. */
export interface LastRun {
  readonly happened: Happened
  /** Why it ends before the guide does, or null. */
  readonly reason: string | null
}

/**
 * What happened when a guide was recorded.
 *
 * @throws HarnessError `recording`
 */
export function lastRecording(plan: Plan, releaseFolder: string | null): LastRun {
  const path = recordingPath(plan.path)
  const recording = readRecording(path)
  if (recording === null) {
    throw new HarnessError(
      'recording',
      `there is no recording ${path}; name a run with --json, as \`guiderail run --json FILE ${plan.path}\` writes it`
    )
  }
  const {steps, reason} = fitRecording(plan, recording, hashPlan(plan, releaseFolder))
  return {happened: steps.map(({attempts}) => attempts), reason}
}

/** Of a run's report, what tells what happened. */
const report = v.object({
  version: v.literal(1),
  guides: v.array(
    v.object({
      path: v.string(),
      steps: v.array(
        v.object({
          command: v.string(),
          status: v.picklist(['passed', 'failed', 'skipped', 'not-recorded', 'not-run']),
          exitCode: v.nullable(v.number()),
          stdout: v.string(),
          stderr: v.string()
        })
      )
    })
  )
})

/** A run's report, as `guiderail run --json` writes it, as far as it tells what happened. */
export interface RunReport {
  readonly guides: readonly {
    readonly path: string
    readonly steps: readonly {
      readonly command: string
      readonly status: StepStatus
      readonly exitCode: number | null
      readonly stdout: string
      readonly stderr: string
    }[]
  }[]
}

/**
 * Read the report of a run.
 *
 * @throws HarnessError `config` where the file is none
 */
export function readReport(file: string): RunReport {
  try {
    return v.parse(report, JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new HarnessError('config', `${file}: no report of \`guiderail run --json\`: ${reason}`, {cause: error})
  }
}

/**
 * What happened to a guide in a run.
 *
 * @throws HarnessError `config` where it was not run
 */
export function lastReport(plan: Plan, file: string, {guides}: RunReport): LastRun {
  const guide = guides.find(({path}) => relative(resolve(path), resolve(plan.path)) === '')
  if (guide === undefined) throw new HarnessError('config', `${file}: holds no run of ${plan.path}`)
  const steps = guide.steps.filter(({status}) => status !== 'skipped')
  const planned = plan.blocks.filter(({skip}) => skip === null).flatMap((block) => block.steps)
  const other = planned.findIndex(({command}, at) => command !== steps[at]?.command)
  const fitting = steps.slice(0, other === -1 ? planned.length : other)
  return {
    happened: fitting.map(({status, stdout, stderr, exitCode}) =>
      status === 'passed' || status === 'failed'
        ? [
            {
              stdout,
              stderr,
              exitCode,
              pipeStatus: [],
              startedMs: 0,
              durationMs: 0,
              timedOut: null,
              prompts: [],
              truncated: false
            }
          ]
        : null
    ),
    reason: other === -1 ? null : `the run has another command than line ${planned[other]?.line}`
  }
}
