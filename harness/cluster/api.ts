import {Agent, type RequestOptions, request} from 'node:https'
import {json} from 'node:stream/consumers'
import {setTimeout as sleep} from 'node:timers/promises'
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

/** How often it asks again where the server says so; client-go does the same. */
const patience = 10

/** Served no more, not to be listed, or by an extension that is not there or fails: no fault of the other kinds. */
const isUnserved = (status: number): boolean => status === 404 || status === 405 || status >= 500

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
  // One listener for all requests: there are dozens at a time.
  const cancel = (): void => agent.destroy()
  signal?.addEventListener('abort', cancel, {once: true})
  async function get(path: string): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted()
      const {status, retryAfter, body} = await ask(`${server}${path}`, {agent}).catch((error: unknown) => {
        signal?.throwIfAborted()
        throw error
      })
      if (status === 200) return body
      // A kind that was just defined, say, takes a moment.
      if (retryAfter !== null && attempt < patience) await sleep(retryAfter * 1000, undefined, {signal})
      else if (isUnserved(status)) return null
      else throw new Error(`${server}${path} answers with ${status}`)
    }
  }
  return {
    get,
    close: () => {
      signal?.removeEventListener('abort', cancel)
      agent.destroy()
    }
  }
}

interface Response {
  readonly status: number
  /** In seconds, or null where the server does not ask to come again. */
  readonly retryAfter: number | null
  readonly body: unknown
}

function ask(url: string, options: RequestOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {...options, timeout: 30_000}, (response) => {
      const {statusCode: status = 0, headers} = response
      const retryAfter = /^\d+$/.test(headers['retry-after'] ?? '') ? Number(headers['retry-after']) : null
      if (status === 200) {
        json(response).then((body) => resolve({status, retryAfter, body}), reject)
      } else {
        response.resume()
        resolve({status, retryAfter, body: null})
      }
    })
    asked.on('timeout', () => asked.destroy(new Error(`${url} does not answer`)))
    asked.on('error', reject)
    asked.end()
  })
}

function decode(data: unknown): Buffer {
  return Buffer.from(String(data), 'base64')
}
