export { currentTraceparent, parentOf } from './traceparent.js';
export { type SpanOptions, inSpan } from './in-span.js';
export { isTracing, startTracing } from './start-tracing.js';
