import {setFlagsFromString} from 'node:v8'

/**
 * What V8 is told for commands that run for a second, in which most functions and patterns are hardly used. All of these are
 * read when they are needed, so that they may be set while V8 runs; of others, some end it.
 */
const settings = [
  // Optimise a function after so many bytes of it, about thirty times the default: a command would spend half its work on
  // what is then hardly run. What is hot over thousands of pages is optimised all the same.
  '--interrupt-budget=2000000',
  // Compile a regular expression for its first match, as V8 does for what replaces all matches: it would make bytecode of
  // others first, and compile them for the second. Without bytecode at all (`--no-regexp-tier-up`), some runs ended in a
  // segmentation fault.
  '--regexp-tier-up-ticks=0'
]

/** Have V8 do little in advance, in this process. It takes bytecode only with the settings that it was made with. */
export function setUpV8(): void {
  for (const setting of settings) setFlagsFromString(setting)
}
