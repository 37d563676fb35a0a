import fc from 'fast-check'
import {expect, test} from 'vitest'
import {inferChecks} from '../../src/expect/infer.ts'
import {parseGuide} from '../../src/guide/parse.ts'

const words =
  `wait until verify that you should see the output returns status of \`web\` \`v1\` and \`v2\` is are \`Running\` ready running
  pods requests fail with \`403\` toggle between both clusters repeat several times a few minutes 50% 20% first then always no longer
  nothing empty . : , If " ( ) deleted exists denied gone responses from it this may`.split(/\s+/)

const commands = [
  'kubectl get pods',
  'kubectl apply -f a.yaml',
  'curl -s localhost',
  'kubectl exec deploy/a -- curl -sI b',
  'for i in 1 2; do curl c; done',
  'kubectl get pods -w',
  'kubectl wait pod a',
  'grep a b',
  'echo "',
  '$(('
]
const outputs = [
  '',
  'NAME READY STATUS\nweb 1/1 Running',
  'v1\nv2',
  'ok',
  'command terminated with exit code 22',
  '...'
]
const options = [
  '',
  '<!-- guiderail: expect contains "a", within 5m -->',
  '<!-- guiderail: expect exitt 1 -->',
  '<!-- guiderail: repeat 3 -->'
]

const sentence = fc.array(fc.constantFrom(...words), {maxLength: 14}).map((list) => list.join(' '))
const block = fc
  .tuple(
    fc.constantFrom('bash', 'plain'),
    fc.constantFrom(...commands),
    fc.constantFrom(...outputs),
    fc.constantFrom(...options)
  )
  .map(([kind, command, output, option]) =>
    [option, '', `{{< text ${kind} >}}`, `$ ${command}`, ...(output === '' ? [] : [output]), '{{< /text >}}'].join('\n')
  )
const page = fc
  .array(fc.oneof(sentence, block, fc.constant('## Next')), {maxLength: 12})
  .map((list) => list.join('\n\n'))

const single = {inARow: 1, atLeast: 1, ofAll: false}

test('whatever a page says, every step has an exit status to meet, and every expectation says its line', () => {
  fc.assert(
    fc.property(page, fc.nat(3), (text, skipped) => {
      const guide = parseGuide(`${text}\n`, 'a.md')
      let count = 0
      const runs = (): boolean => count++ % 4 !== skipped
      const {steps, unchecked} = inferChecks(guide, {runs, anyVersion: false, configured: () => ({}), claims: true})
      const lines = text.split('\n').length
      for (const {line} of unchecked) expect(line).toBeLessThanOrEqual(lines)
      for (const {expectations, poll, background} of steps.values()) {
        expect(expectations.map(({type}) => type).indexOf('exit')).toBe(0)
        for (const expectation of expectations) expect(expectation.text).toContain(`(line ${expectation.line})`)
        // What goes on is a single attempt, however often it is looked at.
        if (background) expect(poll ?? single).toMatchObject(single)
        else if (expectations.some(({type}) => type === 'samples' || type === 'share' || type === 'status')) {
          expect(poll).not.toBeNull()
        }
      }
    }),
    {numRuns: 400}
  )
})
