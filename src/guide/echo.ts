/** A prompt, of whatever shell: `$ `, `me@host:~/dir$ `, `[me@host dir]# `. */
const prompt = /^(?:\[[^\]\n]*\]|\S*?)[$#%>] +/

/** How many lines of a sample repeat the command that printed it, as a terminal shows both; mostly none. */
export function countEchoed(sample: string, command: string): number {
  return sample.replace(prompt, '').startsWith(`${command}\n`) ? command.split('\n').length : 0
}
