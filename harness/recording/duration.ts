import {readRecording} from './file.ts'
import {recordingPath} from './recording.ts'

/** How long the steps of a guide took when it was recorded, in milliseconds, or null where it was not. */
export function recordedDuration(guide: string): number | null {
  const recording = readRecording(recordingPath(guide))
  if (recording === null) return null
  return recording.steps.reduce((sum, {attempts}) => {
    const last = attempts.at(-1)
    return sum + (last === undefined ? 0 : last.startedMs + last.durationMs)
  }, 0)
}
