import {HarnessError} from '../../src/errors.ts'
import {answer} from './command.ts'
import type {Hold} from './hold.ts'

/**
 * Make sure that clusters run as they have since they came up.
 *
 * @throws HarnessError `no-engine`, `cluster-lost`
 */
export async function checkRunning({clusters, upAt}: Hold): Promise<void> {
  const nodes = clusters.flatMap((cluster) => cluster.nodes.map(({node}) => ({node, cluster: cluster.record.name})))
  const format = '{{.Name}} {{.State.Status}} {{.State.StartedAt}}'
  const names = nodes.map(({node}) => node.name)
  const {failed, stdout, stderr} = await answer(
    'docker',
    ['inspect', '--type', 'container', '--format', format, ...names],
    {
      timeoutMs: 10_000
    }
  )
  // Where only some are gone, the others are listed all the same.
  if (failed && !/no such container/i.test(stderr)) {
    throw new HarnessError(
      'no-engine',
      `the Docker engine stopped while the guide ran: ${stderr.trim().split('\n').at(-1)}; start it and run again; \`guiderail clean\` removes what is left`
    )
  }
  const states = new Map(stdout.split('\n').map((line) => [line.split(' ')[0]?.replace(/^\//, ''), line.split(' ')]))
  for (const {node, cluster} of nodes) {
    const [, status = 'gone', startedAt = ''] = states.get(node.name) ?? []
    if (status === 'running' && Date.parse(startedAt) <= upAt) continue
    const found = status === 'running' ? `was started again at ${startedAt}` : `is ${status}`
    throw new HarnessError(
      'cluster-lost',
      `cluster \`${cluster}\` was lost while the guide ran: its node \`${node.name}\` ${found}; look at what stops containers on this machine (a restart of the engine, memory that runs out), and run again`
    )
  }
}
