import {defineConfig} from 'guiderail'

const sameNetwork = [
  {name: 'cluster1', network: 'network1'},
  {name: 'cluster2', network: 'network1'}
]
const differentNetworks = [
  {name: 'cluster1', network: 'network1'},
  {name: 'cluster2', network: 'network2'}
]

export default defineConfig({
  content: ['docs'],
  guides: ['docs/guides'],
  pages: {
    'docs/guides/before-you-begin.md': {clusters: sameNetwork},
    'docs/guides/multi-primary.md': {clusters: sameNetwork, then: ['docs/guides/verify.md']},
    'docs/guides/multi-primary-two-networks.md': {
      clusters: differentNetworks,
      then: ['docs/guides/verify.md'],
      prerequisites: {'multi-primary.md': {met: 'the guide itself makes the mesh'}}
    },
    'docs/guides/verify.md': {clusters: sameNetwork}
  }
})
