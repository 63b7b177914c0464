import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Gauge } from 'prom-client';
import type { MetricRegistry } from './metric-registry.js';

/** Which process this is, and of which release: without one of these series, none runs. */
export function reportBuildInfo(
  { registry }: MetricRegistry,
  app: 'gateway' | 'deployer' | 'standalone',
): void {
  const gauge = new Gauge({
    name: 'newsletter_build_info',
    help: '1, with the app and version of this process.',
    labelNames: ['app', 'version'],
    registers: [registry],
  });
  gauge.set({ app, version: version() }, 1);
}

/** Of the package, beside the sources and beside dist. */
function version(): string {
  const root = [3, 4].map((up) => join(import.meta.dirname, '../'.repeat(up), 'package.json'));
  const file = root.find((path) => existsSync(path)) ?? '';
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
