import type {Attempt} from '../transcript.ts'
import {readScreen} from './screen.ts'

/**
 * Why a command that failed fails again however often it is run, or null.
 *
 * Connections that are refused, objects that are not found and requests that time out may come right; these do not, and
 * neither does a command that was ended because nobody types what it asks for, or because it never stops writing.
 */
export function findRefusal({exitCode, pipeStatus, stderr, stdout, ended}: Attempt): string | null {
  if (ended !== undefined) return ended
  if (exitCode === null || (exitCode === 0 && pipeStatus.every((status) => status === 0))) return null
  const lines = [...readScreen(stderr), ...readScreen(stdout)].slice(-200)
  for (const line of lines) {
    const reason = reasons.find(([pattern]) => pattern.test(line))?.[1]
    if (reason !== undefined) return reason
  }
  return exitCode === 127 ? 'the command was not found' : null
}

const reasons: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/namespaces? "[^"]{1,253}" not found/, 'the namespace does not exist'],
  [/^Error from server \(Forbidden\)/, 'the request was denied'],
  [/^error: You must be logged in to the server/, 'the request was denied'],
  [/admission webhook "[^"]{1,253}" denied the request/, 'an admission webhook denied the request'],
  [/(?:^|: )unknown (?:command|flag|shorthand flag)\b/i, 'the command does not know this option or subcommand'],
  [/context "[^"]{0,253}" does not exist|context was not found for specified context/, 'the context does not exist'],
  [/^error: the path "[^"]{1,4096}" does not exist/, 'a file does not exist'],
  [/: command not found$/, 'the command was not found']
]
