/** Whether a text has ASCII characters only: V8 takes long over what `\p{L}` and its like stand for, and most texts need none of it. */
export function isAscii(text: string): boolean {
  return !/[^\0-\x7F]/.test(text)
}
