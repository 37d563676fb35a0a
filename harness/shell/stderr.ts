/**
 * Count lines in bash's messages from the step's own first line.
 *
 * Bash counts the lines of everything it was told so far; messages about other places stay as they are.
 *
 * @param before lines that bash had read before the step
 * @param lines lines of the step's command
 */
export function relativeLines(text: string, before: number, lines: number): string {
  return text.replace(/^bash: (?:eval: )?line (\d+): /gm, (message, number: string) => {
    const line = Number(number) - before
    return line >= 1 && line <= lines + 1 ? `bash: line ${line}: ` : message
  })
}
