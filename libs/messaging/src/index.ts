export * from './tick.js';
export { faultOfTick } from './check-tick.js';
export { TickContext } from './tick-context.js';
export { OriginalErrorFilter } from './original-error.filter.js';
export { DELIVERY_LIMIT, type Parked, TickStrategy, type TickStrategyEvents } from './strategy.js';
export type { DeliveredTick, TickSource } from './embedded/tick-source.js';
export { type EmbeddedOptions, EmbeddedStrategy } from './embedded/embedded.strategy.js';
export { EMBEDDED_DEFAULTS, type EmbeddedSettings } from './embedded/settings.js';
