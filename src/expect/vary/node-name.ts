import {nameStarts} from './character.ts'
import type {VaryingKind} from './kind.ts'

/** The node that a pod was placed on. */
export const nodeName: VaryingKind = {
  id: 'node-name',
  title: 'Nodes',
  why: 'Which node a pod runs on, and what that node is called, depends on the cluster. In the column `NODE`, any name matches any other; `<none>` is no node.',
  forms: ['cell'],
  first: nameStarts,
  read: (text, at, {form, name}) =>
    form === 'cell' && name === 'node' && at === 0 && /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(text)
      ? {end: text.length, shape: 'node'}
      : null
}
