import {StringDecoder} from 'node:string_decoder'

/** What a shell reports: that a step begins, the pipeline's statuses from inside a step, the step's end, a background command's process. */
export type Report =
  | {readonly type: 'begin'; readonly step: number}
  | {readonly type: 'pipe'; readonly step: number; readonly exitCode: number; readonly pipeStatus: readonly number[]}
  | {
      readonly type: 'step'
      readonly step: number
      readonly exitCode: number
      /** `$-`. */
      readonly flags: string
      /** As `trap -p EXIT` prints it. */
      readonly exitTrap: string
    }
  | {readonly type: 'pid'; readonly step: number; readonly pid: number}

/** Cut what comes through a status pipe into reports: fields end in NUL, and a report in the field `end`. */
export function readReports(onReport: (report: Report) => void): (chunk: Buffer) => void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let fields: string[] = []
  return (chunk) => {
    const parts = (rest + decoder.write(chunk)).split('\0')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      if (part !== 'end') {
        fields.push(part)
        continue
      }
      const report = toReport(fields)
      fields = []
      if (report !== null) onReport(report)
    }
  }
}

function toReport([type, number, first, second = '', third = '', ...others]: readonly string[]): Report | null {
  const step = Number(number)
  if (type === 'begin') return {type, step}
  if (type === 'pid') return {type, step, pid: Number(first)}
  if (type === 'step') return {type, step, exitCode: Number(first), flags: second, exitTrap: third}
  if (type !== 'pipe') return null
  const statuses = [second, third, ...others].filter((field) => field !== '').map(Number)
  return {type, step, exitCode: Number(first), pipeStatus: statuses}
}
