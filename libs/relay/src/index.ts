export { RelayModule } from './relay.module.js';
export { Relay, relayLag } from './relay.js';
export { Sweeper } from './sweeper.js';
export { RELAY_DEFAULTS, type RelaySettings } from './settings.js';
export { PollingLoop } from './polling-loop.js';
