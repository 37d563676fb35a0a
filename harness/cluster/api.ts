import {Agent, request} from 'node:https'
import {json} from 'node:stream/consumers'
import type {Access} from './kubeconfig.ts'

/** The API server of a cluster that was made here: kubectl in between takes longer than the server does. */
export interface Api {
  /**
   * What is at a path such as `/api/v1/pods`, or null where it is not served, or not now.
   *
   * @throws Error where the server does not answer or refuses
   */
  get(path: string): Promise<unknown>
  close(): void
}

/** Served no more, not to be listed, or by an extension that is not there. */
const unserved: ReadonlySet<number> = new Set([404, 405, 503])

/** Connect with the certificates that kind makes for a cluster. */
export function connectApi({cluster, user}: Access, signal?: AbortSignal): Api {
  const server = String(cluster['server'])
  const agent = new Agent({
    keepAlive: true,
    // One after the other would wait for each answer; all at once would hold up what the cluster does for the guide.
    maxSockets: 4,
    ca: decode(cluster['certificate-authority-data']),
    cert: decode(user['client-certificate-data']),
    key: decode(user['client-key-data'])
  })
  return {
    get: (path) =>
      new Promise((resolve, reject) => {
        const asked = request(`${server}${path}`, {agent, timeout: 30_000, ...(signal && {signal})}, (response) => {
          const status = response.statusCode ?? 0
          if (status === 200) return void json(response).then(resolve, reject)
          response.resume()
          if (unserved.has(status)) resolve(null)
          else reject(new Error(`${server}${path} answers with ${status}`))
        })
        asked.on('timeout', () => asked.destroy(new Error(`${server}${path} does not answer`)))
        asked.on('error', reject)
        asked.end()
      }),
    close: () => agent.destroy()
  }
}

function decode(data: unknown): Buffer {
  return Buffer.from(String(data), 'base64')
}
