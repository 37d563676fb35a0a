import {defineConfig} from 'guiderail'

/** Runs pages of istio.io as they were published; what they require is met by the project's own guides. */
export default defineConfig({
  prerequisites: {
    '/docs/setup/install/multicluster/before-you-begin': '../../docs/guides/before-you-begin.md',
    '/docs/setup/install/multicluster#before-you-begin': '../../docs/guides/before-you-begin.md',
    'multi-primary.md': {met: 'the page under test makes the mesh'}
  },
  pages: {
    '**/multi-primary.md': {
      clusters: [
        {name: 'cluster1', network: 'network1'},
        {name: 'cluster2', network: 'network1'}
      ],
      then: ['../../docs/guides/verify.md']
    },
    '**/multi-primary_multi-network.md': {
      clusters: [
        {name: 'cluster1', network: 'network1'},
        {name: 'cluster2', network: 'network2'}
      ]
    }
  }
})
