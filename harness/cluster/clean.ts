import {reap} from './reap.ts'

/** Remove what dead runs left behind and clusters that were kept; gives what was removed, such as `cluster gr-ab1cd-cluster1`. */
export async function clean(): Promise<readonly string[]> {
  return reap({kept: true})
}
