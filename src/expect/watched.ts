import type {Output} from '../guide/guide.ts'
import {watchesKubectl} from './reading/kubectl.ts'
import {unwrap} from './reading/wrapper.ts'
import type {Script} from './script.ts'

/** Whether kubectl prints a row whenever something changes. */
export function followsRows({calls}: Script): boolean {
  return calls.some(({words}) => {
    const [program = '', ...args] = unwrap(words)
    return (program === 'kubectl' || program === 'oc') && watchesKubectl(args)
  })
}

/** "Every 2.0s: kubectl get pods", with which `watch` begins on a screen. */
const title = /^Every \d+(?:[.,]\d+)?s: [^\n]*\n(?:[ \t]*\n)?/

/** What a page shows of a screen of `watch`, without its title. */
export function withoutTitle({calls}: Script, shown: Output): Output {
  const [above = ''] = title.exec(shown.text) ?? []
  if (above === '' || !calls.some(({words}) => words.includes('watch'))) return shown
  return {line: shown.line + above.split('\n').length - 1, text: shown.text.slice(above.length)}
}
