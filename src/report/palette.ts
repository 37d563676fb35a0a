import pc from 'picocolors'

/** The few styles that reports use. */
export interface Palette {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
  readonly inverse: (text: string) => string
}

/** A palette that colours, or one that leaves every text as it is. */
export function createPalette(colour: boolean): Palette {
  const {bold, dim, red, green, yellow, inverse} = pc.createColors(colour)
  return {bold, dim, red, green, yellow, inverse}
}
