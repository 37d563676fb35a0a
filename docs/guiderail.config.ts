import {defineConfig} from 'guiderail'

// The manual's own blocks, as its tests run them: `ISTIO_HOME` names a project in which Guiderail is installed.
// Pages none of whose commands can run here, each with the reason.
const notRun = [
  // Reads a page of a site that is not here.
  'move-from-test-scripts',
  // Needs an engine; the live tests keep clusters and use them.
  'several-clusters',
  // Needs an installed Vitest; the tests of the package and of the plugin have one.
  'use-with-vitest'
]

export default defineConfig({
  preset: 'fences',
  guides: ['tutorial.md', `how-to/!(${notRun.join('|')}).md`, 'explanation'],
  content: ['.'],
  clusters: [],
  environment: ['npm_config_update_notifier'],
  pages: {
    '**': {clusters: []},
    'tutorial.md': {
      blocks: {
        set_up_a_project_1: {skip: 'makes a package in a clone of this repository'},
        set_up_a_project_2: {skip: 'needs a registry for the packages that Guiderail is made of'}
      }
    }
  }
})
