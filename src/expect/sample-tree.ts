/** Structured sample output, in which parts may be left out. */
export type Sample =
  | {readonly type: 'object'; readonly members: ReadonlyMap<string, Sample>; readonly elided: boolean}
  | {readonly type: 'array'; readonly items: readonly (Sample | Gap)[]}
  | {readonly type: 'scalar'; readonly value: string | number | boolean | null}
  | {readonly type: 'any'}

/** Any number of elements of an array. */
export interface Gap {
  readonly type: 'gap'
}
