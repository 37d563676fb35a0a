import type {RecordingInfo} from '../result.ts'
import {makeLine} from './visible.ts'

/** The day of a recording. */
export function dayOf({recordedAt}: Pick<RecordingInfo, 'recordedAt'>): string {
  return makeLine(recordedAt.slice(0, 10))
}

/** From when a recording is and of which versions: `2026-01-12 (istioctl 1.22.1, kubernetes v1.34.4)`. */
export function describeRecording(recording: RecordingInfo): string {
  const versions = Object.entries(recording.versions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, version]) => `${name} ${version}`)
  const day = dayOf(recording)
  return makeLine(versions.length === 0 ? day : `${day} (${versions.join(', ')})`)
}
