import type {Verdict} from '../expect/expectation.ts'
import type {ClusterResult, GuideResult, RunResult, StepResult} from '../result.ts'
import {problemToJson} from './problems.ts'

/** A run as `guiderail run --json` writes it, with keys in a stable order (`docs/reference/json.md`). */
export function renderJson(run: RunResult): string {
  const {version, mode, startedAt, durationMs, shard, changedSince, guides} = run
  const head = {version, mode, startedAt, durationMs, shard, changedSince}
  return `${JSON.stringify({...head, guides: guides.map(guideToJson)}, null, 2)}\n`
}

function guideToJson(guide: GuideResult): unknown {
  const {path, title, mode, status, startedAt, durationMs, recording, clusters, steps} = guide
  const {phases, unchecked, problems, error, diagnosis, leftBehind, leakChecked, reachability, logs} = guide
  return {
    path,
    title,
    mode,
    status,
    startedAt,
    durationMs,
    recording,
    clusters: clusters.map(clusterToJson),
    steps: steps.map(stepToJson),
    phases,
    unchecked,
    problems: problems.map(problemToJson),
    error,
    diagnosis,
    leftBehind,
    leakChecked,
    reachability,
    logs
  }
}

function clusterToJson({name, kubernetes, network, durationMs, reused}: ClusterResult): unknown {
  return {name, kubernetes, network, durationMs, reused}
}

function stepToJson(step: StepResult): unknown {
  const {block, index, page, line, role, section, command, status, reason} = step
  const {attempts, startedMs, durationMs, exitCode, stdout, stderr, prompts, awaited, counts, expectations} = step
  return {
    block,
    index,
    page,
    line,
    role,
    section,
    command,
    status,
    reason,
    attempts,
    startedMs,
    durationMs,
    exitCode,
    stdout,
    stderr,
    prompts,
    awaited,
    counts,
    expectations: expectations.map(verdictToJson)
  }
}

function verdictToJson({type, line, text, status, expected, actual, message, diff, hopeless}: Verdict): unknown {
  return {type, line, text, status, expected, actual, message, diff, hopeless}
}
