export * from './envelope.js';
export * from './steps.js';
export * from './deployment-events.js';
export * from './brand-events.js';
export * from './deployment-id.js';
export * from './catalogue.js';
export * from './codec.js';
export * from './public/index.js';
