/** Before anything is drawn: the theme that was chosen last. */
export const earlyBehaviour: string = `
try { const theme = localStorage.getItem('guiderail-theme'); if (theme) document.documentElement.dataset.theme = theme } catch {}
`

/** Theme, keys and links to blocks. Without it the report can be read all the same. */
export const behaviour: string = `
'use strict'
const root = document.documentElement
const button = document.getElementById('theme')
const dark = matchMedia('(prefers-color-scheme: dark)')
const isDark = () => (root.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark'
const nameTheme = () => { button.textContent = isDark() ? 'Light' : 'Dark'; button.setAttribute('aria-label', 'Use the ' + (isDark() ? 'light' : 'dark') + ' theme') }
button.addEventListener('click', () => {
  root.dataset.theme = isDark() ? 'light' : 'dark'
  try { localStorage.setItem('guiderail-theme', root.dataset.theme) } catch {}
  nameTheme()
})
dark.addEventListener('change', nameTheme)
nameTheme()

const show = (element) => {
  for (let node = element.parentElement; node; node = node.parentElement) if (node.localName === 'details') node.open = true
  if (element.localName === 'article') element.querySelector('details').open = true
  element.focus({preventScroll: true})
  element.scrollIntoView({block: 'start'})
}
const follow = () => {
  const id = location.hash.slice(1)
  if (!id) return
  const blocks = [...document.querySelectorAll('[data-block]')]
  // A block's own id is enough where no guide is named.
  const element = document.getElementById(id) ?? blocks.find((block) => block.dataset.block === id)
  if (element) show(element)
}
addEventListener('hashchange', follow)
// A link to where one already is changes no hash.
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="#"]')
  if (link && link.getAttribute('href') === location.hash) follow()
})
follow()

const steps = {n: [1, true], p: [-1, true], j: [1, false], k: [-1, false]}
const failing = (element) => ['failed', 'not-recorded'].includes(element.dataset.status)
// A guide that failed outside its blocks is a failure of its own.
const stops = [...document.querySelectorAll('article, [data-block]')].filter((element) =>
  element.dataset.block || (failing(element) && ![...element.querySelectorAll('[data-block]')].some(failing)))
addEventListener('keydown', (event) => {
  const step = steps[event.key]
  if (!step || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return
  const [direction, failures] = step
  const targets = stops.filter((element) => failures ? failing(element) : element.dataset.block)
  const said = document.getElementById('said')
  if (targets.length === 0) { said.textContent = failures ? 'Nothing failed' : 'No blocks'; return }
  const current = document.activeElement.closest('[data-block], article')
  const after = targets.findIndex((element) => current && current.compareDocumentPosition(element) & 4)
  const before = targets.findLastIndex((element) => current && current.compareDocumentPosition(element) & 2 && !element.contains(current))
  const index = !current ? (direction > 0 ? 0 : targets.length - 1)
    : direction > 0 ? (after === -1 ? 0 : after) : (before === -1 ? targets.length - 1 : before)
  const target = targets[index]
  history.replaceState(null, '', '#' + target.id)
  show(target)
  said.textContent = (failures ? 'Failure ' : 'Block ') + (index + 1) + ' of ' + targets.length
  event.preventDefault()
})
`
