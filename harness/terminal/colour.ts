/** Whether to colour what goes to a stream: `NO_COLOR`, then `FORCE_COLOR`, then whether it is a terminal that can. */
export function wantsColour(stream: {readonly isTTY?: boolean}, env: NodeJS.ProcessEnv): boolean {
  if (isSet(env['NO_COLOR'])) return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== ''
