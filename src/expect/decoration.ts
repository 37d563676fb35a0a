import type {NumberedLine} from './numbered-line.ts'

/**
 * Lines of an installer without its decoration: ticks and emoji, and lines that only say what is going on.
 *
 * Done where either side has ticks, so that a list (`- item`) elsewhere keeps its lines. Crosses and warning signs stay: they
 * say that something went wrong.
 */
export function undecorate(lines: readonly NumberedLine[]): readonly NumberedLine[] {
  return lines
    .filter(({text}) => !progress.test(text) && !isDrawing(text))
    .map(({text, offset}) => ({text: text.replace(pictures, '').replace(blanks, ' ').trim(), offset}))
    .filter(({text}, at, all) => text !== '' || (all[at - 1]?.text ?? '') !== '')
}

/** Whether an installer printed these lines: one of them begins with a tick. */
export function isDecorated(lines: readonly NumberedLine[]): boolean {
  return lines.some(({text: line}) => /^ {0,4}[✔✓✅☑]/u.test(line))
}

const progress = /^ {0,4}(?:[-\\|/◐◓◑◒⏳⌛⠀-⣿] |• .{0,200}\.\.\.$)/u
// `istioctl install` draws a ship.
function isDrawing(line: string): boolean {
  return /[|\\/_]/.test(line) && !/[^ |\\/_]/.test(line)
}

// All that Unicode counts as pictures, but not what stands for trouble.
const pictures = /(?![✖❌❗❕⚠⛔🛑🚫💥🔥☠])\p{Extended_Pictographic}|✓|\u{FE0F}|\u{200D}/gu
const blanks = / {2,}/g
