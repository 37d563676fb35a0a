import {isWordAt, matchEnd, nameStarts} from './character.ts'
import type {Setting, VaryingKind} from './kind.ts'

/** The node that a pod was placed on. */
export const nodeName: VaryingKind = {
  id: 'node-name',
  title: 'Nodes',
  why: 'Which node a pod runs on, and what that node is called, depends on the cluster. In the column `NODE`, after `Node:` and where the scheduler says where it assigned a pod, any name matches any other; `<none>` is no node.',
  forms: ['text', 'cell', 'value'],
  first: nameStarts,
  read: (text, at, setting) => {
    if (!isPlace(text, at, setting)) return null
    const end = matchEnd(nodeOf, text, at)
    const isWhole = setting.form === 'cell' ? end === text.length : !isWordAt(text, end)
    return end !== -1 && isWhole ? {end, shape: 'node'} : null
  }
}

const nodeOf = /[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?/y

function isPlace(text: string, at: number, {form, name}: Setting): boolean {
  if (form !== 'text') return name === 'node' && at === 0
  if (text.startsWith(' to ', at - 4))
    return /Successfully assigned \S{1,300}$/.test(text.slice(Math.max(0, at - 400), at - 4))
  return at < 80 && /^ *Node: +$/.test(text.slice(0, at))
}
