import {GuideError} from '../errors.ts'
import {parameter, positional} from '../guide/containers.ts'
import {replaceShortcodes} from '../shortcode/scan.ts'

/**
 * The address that a link leads to: `ref` and `relref` name pages, other shortcodes stand for their values.
 *
 * @param variable the value of a site variable, or null
 */
export function resolveAddress(url: string, variable: (name: string) => string | null): string {
  if (!url.includes('{{')) return url
  try {
    const placeOf = (offset: number) => ({file: '', line: 1, column: offset + 1})
    return replaceShortcodes(url, placeOf, ({name, parameters, start, end}) => {
      const isReference = name === 'ref' || name === 'relref'
      const page = isReference ? (positional(parameters)[0] ?? parameter(parameters, 'path')) : variable(name)
      return page ?? url.slice(start, end)
    })
  } catch (error) {
    // It was reported where the page was read.
    if (!(error instanceof GuideError)) throw error
    return url
  }
}

/**
 * Whether an address is that of a page of the same site, and of another page.
 *
 * One that begins with what has no value is none: pages are named by their path or by `ref`, releases and sources by shortcodes.
 */
export function isInternal(address: string): boolean {
  return !/^([a-z][a-z0-9+.-]*:|\/\/|#|\{\{)/i.test(address)
}
