export { reportBuildInfo } from './build-gauge.js';
export { MetricRegistry } from './metric-registry.js';
export { MetricsModule } from './metrics.module.js';
export { StepMetrics } from './step-metrics.js';
export { StoreRead } from './store-read.js';
export { reportConsumer } from './consumer-gauge.js';
export { storeLimitBytes } from './store-limit.js';
