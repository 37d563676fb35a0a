import {says} from '../says.ts'
import type {Prose, Section} from './guide.ts'

const announcing = /^(?:the )?(?:(?:expected|example|sample) )?(?:outputs?|results?):?$/

/** What a heading such as "Expected output" says of the block below it, as prose; null for other headings. */
export function announcedBy({heading, line}: Pick<Section, 'heading' | 'line'>): Prose | null {
  if (heading === null || !says(heading, announcing)) return null
  const text = `${heading.replace(/:$/, '')}:`
  return {
    type: 'prose',
    kind: 'paragraph',
    line,
    sentences: [{text, line, column: 1, links: []}],
    containers: []
  }
}
