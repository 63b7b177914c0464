export { HashedKey, digestOf } from './hashed-key.js';
export { Secret } from './secret.js';
export { type Fault, SitesFileError } from './faults.js';
export type { SecretSources } from './read-secret.js';
export type { Brand, Environment } from './brand.js';
export type { Site } from './site.js';
export { parseSites, type Sites } from './parse-sites.js';
export { loadSites } from './load-sites.js';
export { type WatchedSites, type WatchOptions, watchSites } from './watch-sites.js';
