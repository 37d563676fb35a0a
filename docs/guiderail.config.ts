import {defineConfig} from 'guiderail'

// The manual's own blocks, as its tests run them: `ISTIO_HOME` names a project in which Guiderail is installed.
export default defineConfig({
  preset: 'fences',
  guides: ['tutorial.md', 'how-to', 'explanation'],
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
