import {type ParsedScript, parse} from 'unbash'
import {remember} from '../remember.ts'

/** Parse a script, which several stages ask for one after the other: the same tree each time, never to be changed. */
export const parseScript: (text: string) => ParsedScript = remember(parse, 500)
