import {digits, isWordAt, matchEnd} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** Resource versions of the Kubernetes API. */
export const resourceVersion: VaryingKind = {
  id: 'resource-version',
  title: 'Resource versions',
  why: 'The API server counts every change of any object. Under the key `resourceVersion`, any number matches any other; elsewhere it is a number like every other.',
  forms: ['text', 'value'],
  first: digits,
  read: (text, at, {form, name}) => {
    if (
      form === 'value' ? name !== 'resourceversion' || at !== 0 : !keyBefore.test(text.slice(Math.max(0, at - 24), at))
    ) {
      return null
    }
    const end = matchEnd(number, text, at)
    return end === -1 || isWordAt(text, end) ? null : {end, shape: 'number'}
  }
}

const number = /\d{1,20}/y
const keyBefore = /resourceVersion["']?[:=] ?["']?$/
