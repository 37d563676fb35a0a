import type {Guide} from '../guide/guide.ts'

/** What planning asks of the files around a page; whoever has the files answers, and reads each page once. */
export interface Site {
  /**
   * The page at a path, or null where there is none.
   *
   * @throws GuideError where the page cannot be read at all
   */
  readonly guide: (path: string) => Guide | null
  /** The path of the page that a link names, without its fragment, or null. Site links start with `/`; others are relative to `from`. */
  readonly resolveLink: (link: string, from: string) => string | null
  /** The path of the page that an inclusion names, or null. */
  readonly resolveInclusion: (name: string, from: string) => string | null
  /** The value of a site variable that is used on a page, or null. */
  readonly variable: (name: string) => string | null
  /** Whether a release file exists; null where no release is at hand to look at. */
  readonly hasSample: (path: string) => boolean | null
  /** What messages call the place of samples. */
  readonly release: string
}
