export { NewsletterEventContext } from './context.js';
export { OriginalErrorFilter } from './original-error.filter.js';
export { NewsletterEventsStrategy } from './strategy.js';
export type { NewsletterEventsOptions } from './strategy-options.js';
export { redriveParked } from './redrive.js';
