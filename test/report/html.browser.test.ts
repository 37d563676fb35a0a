import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {type Browser, chromium, type Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {renderFixture} from './html-fixture.ts'

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = candidates.find((path) => existsSync(path))
const failed = 'docs/guides/multi-network.md'

describe.skipIf(executablePath === undefined)(`in a browser (needs one of ${candidates.join(', ')})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'guiderail-html-'))
  const addresses = new Map<string, string>()
  let browser: Browser

  beforeAll(async () => {
    for (const name of ['site', 'hostile']) {
      const file = join(folder, `${name}.html`)
      writeFileSync(file, renderFixture(name))
      addresses.set(name, pathToFileURL(file).href)
    }
    browser = await chromium.launch({...(executablePath === undefined ? {} : {executablePath}), args: ['--no-sandbox']})
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, {recursive: true})
  })

  /** A page of its own, with everything that it complained of or asked the network for. */
  async function open(
    name: string,
    hash = '',
    colorScheme: 'light' | 'dark' = 'light'
  ): Promise<{page: Page; noises: string[]}> {
    const page = await browser.newPage({colorScheme})
    const noises: string[] = []
    page.on('console', (message) => noises.push(message.text()))
    page.on('pageerror', (error) => noises.push(String(error)))
    page.on('dialog', (dialog) => {
      noises.push(`dialog: ${dialog.message()}`)
      dialog.dismiss().catch(() => undefined)
    })
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) noises.push(request.url())
    })
    await page.goto(`${addresses.get(name)}${hash}`)
    return {page, noises}
  }

  const focused = (page: Page): Promise<string | null> =>
    page.locator(':focus').evaluate((element) => element.getAttribute('data-block') ?? element.getAttribute('id'))

  test('says what failed first, with the line, what was expected and what came', async () => {
    const {page, noises} = await open('site')
    expect(await page.getByRole('heading', {level: 1}).textContent()).toBe('1 failed, 2 passed')
    expect(await page.locator('article h2').allTextContents()).toEqual([
      'Multi-primary on different networks',
      'Multi-primary, as it should be',
      'A guide without clusters'
    ])
    expect(await page.locator('details[open] > summary h2').allTextContents()).toEqual([
      'Multi-primary on different networks'
    ])
    const block = page.locator('[data-block=deploy_helloworld_2]').first()
    expect(await block.locator('.bar').textContent()).toContain('31 s, 22 attempts')
    expect(await block.locator('.expected mark').allTextContents()).toEqual(['2/2', 'Running'])
    expect(await block.locator('.actual mark').allTextContents()).toEqual(['1/2', 'CrashLoopBackOff'])
    expect(noises).toEqual([])
  })

  test('shows the guide as published, and what nothing checks', async () => {
    const {page} = await open('site')
    const guide = page.locator('article').first()
    expect(await guide.locator('h3').allTextContents()).toEqual([
      'What to look at next',
      'Create the namespace',
      'One root of trust',
      'Configure cluster1 as a primary',
      'Deploy HelloWorld',
      'Verify cross-cluster traffic',
      'Clean up'
    ])
    expect(await guide.locator('mark.unchecked').allTextContents()).toEqual([
      'Pods of one cluster\ncannot reach pods of the other.',
      'A gateway in each cluster carries what has to cross.'
    ])
    // The tip's block was not run, the boilerplate's stands in its place, and what is filled in is filled in.
    expect(await guide.locator('aside[data-callout=tip] [data-status=skipped]').count()).toBeGreaterThan(0)
    expect(await guide.locator('.included [data-block=_1] code').textContent()).toContain(
      '-f samples/sleep/sleep.yaml -n sample'
    )
    expect(await guide.getByText('@samples').count()).toBe(0)
  })

  test('draws the samples of a toggle to scale', async () => {
    const {page} = await open('site', '#docs/guides/multi-network-good.md:verify_cross_cluster_traffic_1')
    const rows = page.locator('table.counts tbody tr')
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^v1\s+6\s+60 %$/),
      expect.stringMatching(/^v2\s+4\s+40 %$/)
    ])
    const widths = await rows
      .locator('.bar span')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width))
    expect((widths[0] ?? 0) / (widths[1] ?? 1)).toBeCloseTo(1.5, 1)
  })

  test('goes from failure to failure and from block to block by keyboard', async () => {
    const {page, noises} = await open('site')
    await page.keyboard.press('n')
    expect(await focused(page)).toBe('deploy_helloworld_2')
    expect(new URL(page.url()).hash).toBe(`#${failed}:deploy_helloworld_2`)
    await page.keyboard.press('n')
    expect(await focused(page)).toBe('deploy_helloworld_2')
    await page.keyboard.press('j')
    expect(await focused(page)).toBe('_1')
    await page.keyboard.press('k')
    await page.keyboard.press('k')
    expect(await focused(page)).toBe('deploy_helloworld_1')
    await page.keyboard.press('p')
    expect(await focused(page)).toBe('deploy_helloworld_2')
    expect(await page.getByRole('status').textContent()).toBe('Failure 1 of 1')
    expect(noises).toEqual([])
  })

  test('reaches everything with Tab, beginning with a link past the index', async () => {
    const {page} = await open('site')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Skip to the guides')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('guides')
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toContain('Multi-primary on different networks')
    const outline = await page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineStyle)
    expect(outline).toBe('solid')
  })

  test('opens at a block, whether its guide is named or not', async () => {
    const named = await open('site', '#docs/guides/multi-network-good.md:clean_up_1')
    expect(await named.page.locator(':focus').getAttribute('id')).toBe('docs/guides/multi-network-good.md:clean_up_1')
    expect(await named.page.locator(':focus').isVisible()).toBe(true)
    const alone = await open('site', '#create_the_namespace_1')
    expect(await focused(alone.page)).toBe('create_the_namespace_1')
    expect(await alone.page.locator(':focus').isVisible()).toBe(true)
  })

  test('is dark and light as the reader likes it, and remembers a choice', async () => {
    const ground = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await open('site')
    const dark = await open('site', '', 'dark')
    const [lightGround, darkGround] = [await ground(light.page), await ground(dark.page)]
    expect(lightGround).not.toBe(darkGround)
    await dark.page.getByRole('button', {name: 'Use the light theme'}).click()
    expect(await ground(dark.page)).toBe(lightGround)
    await dark.page.reload()
    expect(await ground(dark.page)).toBe(lightGround)
  })

  test.for(['light', 'dark'] as const)('can be read in %s: text stands out from its ground', async (scheme) => {
    const {page} = await open('site', '', scheme)
    const ratios = await page.evaluate(() => {
      const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number)
      const luminance = (colour: string): number => {
        const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
          const part = value / 255
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const groundOf = (element: Element | null): string => {
        for (let at = element; at !== null; at = at.parentElement) {
          const {backgroundColor} = getComputedStyle(at)
          if (channels(backgroundColor)[3] !== 0) return backgroundColor
        }
        return 'rgb(255,255,255)'
      }
      return [
        ...document.querySelectorAll(
          'p,td,th,dt,dd,.badge,.where,.message,.output,.path,.time,a,h1 span,.prompt,.hljs-string,.hljs-attr'
        )
      ]
        .filter((element) => element.closest('[data-status=skipped],[data-status=not-run]') === null)
        .map((element) => {
          const [one, other] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))]
          return {
            name: `${element.localName}.${element.className}`,
            ratio: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
          }
        })
    })
    expect(ratios.length).toBeGreaterThan(30)
    expect(ratios.filter(({ratio}) => ratio < 4.5)).toEqual([])
  })

  test('is never wider than the screen', async () => {
    const {page} = await open('site')
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    for (const width of [320, 400, 800, 1600]) {
      await page.setViewportSize({width, height: 800})
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })

  test('lets nothing of a page or an output act', async () => {
    const {page, noises} = await open('hostile')
    await page.keyboard.press('n')
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(await page.locator('body').isVisible()).toBe(true)
    expect(await page.locator('.block[data-status=failed] code').first().textContent()).toContain('<script>')
    expect(noises).toEqual([])
  })
})
