export type {BlockConfiguration, ClusterConfiguration, Configuration, PageConfiguration} from './plan/configuration.ts'
