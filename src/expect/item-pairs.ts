import {diffArrays} from 'diff/lib/diff/array.js'
import type {Sample} from './sample-tree.ts'
import {isObject} from './value.ts'

/** Places of an item of a sample and of the element that stands for it; null where there is none. */
export interface ItemPair {
  readonly sample: number | null
  readonly actual: number | null
}

/** Beyond so many comparisons, items are paired by their places. */
const most = 2500

/**
 * Pair the items of a sample with the elements of an array. Where there are more of either, what is one too many stands alone:
 * they are paired by name where they have one, else by what they are. What is left between two pairs is paired in order.
 */
export function pairItems(
  items: readonly Sample[],
  actual: readonly unknown[],
  isSame: (item: Sample, value: unknown) => boolean
): readonly ItemPair[] {
  const pairs: ItemPair[] = []
  let [at, to] = [0, 0]
  const pair = (itemsEnd: number, actualEnd: number): void => {
    while (at < itemsEnd || to < actualEnd)
      pairs.push({sample: at < itemsEnd ? at++ : null, actual: to < actualEnd ? to++ : null})
  }
  if (items.length !== actual.length && items.length * actual.length <= most) {
    const isAlike = (item: Sample, value: unknown): boolean => {
      const name = nameOfSample(item)
      return name === null ? isSame(item, value) : name === nameOf(value)
    }
    const left = items.map((item) => ({item}))
    const right = actual.map((value) => ({value}))
    const changes = diffArrays<{readonly item: Sample} | {readonly value: unknown}>(left, right, {
      comparator: (a, b) => 'item' in a && 'value' in b && isAlike(a.item, b.value)
    })
    let [itemsEnd, actualEnd] = [0, 0]
    for (const {added, removed, value} of changes) {
      if (removed) itemsEnd += value.length
      else if (added) actualEnd += value.length
      else {
        pair(itemsEnd, actualEnd)
        itemsEnd += value.length
        actualEnd += value.length
        pair(itemsEnd, actualEnd)
      }
    }
  }
  pair(items.length, actual.length)
  return pairs
}

/** The name of an object of Kubernetes, or of what stands in one; or null. */
export function nameOf(value: unknown): string | null {
  if (!isObject(value)) return null
  const name = (isObject(value.metadata) ? value.metadata.name : undefined) ?? value.name
  return typeof name === 'string' ? name : null
}

function nameOfSample(sample: Sample): string | null {
  if (sample.type !== 'object') return null
  const metadata = sample.members.get('metadata')
  const name = (metadata?.type === 'object' ? metadata.members.get('name') : undefined) ?? sample.members.get('name')
  return name?.type === 'scalar' && typeof name.value === 'string' ? name.value : null
}
