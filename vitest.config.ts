import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { hasChromium } from './test/console/setup.js';

// The `source` condition makes `#events` and its siblings resolve to TypeScript instead of dist/.
const resolveFromSource = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'node', 'development|production'] } },
};

/**
 * On a shared machine, which now and then stands still for seconds, what needs services gets a second try: a fault
 * of ours shows twice. Nowhere else, and not without CI: a flaky spec must be fixed.
 */
export const retry = process.env['CI'] ? 1 : 0;

const ofUnits = {
  // Imports take longer than the specs: each worker keeps them for all of its files.
  isolate: false,
  setupFiles: ['test/setup/properties.ts'],
  testTimeout: 30_000,
};

/** Thousands of random inputs each: too much for `npm run check`. */
const PROPERTIES = ['{apps,libs}/**/*.property.spec.ts'];

/** The store and what stands on it alone: with the rules of the domain and the stories over RabbitMQ, `npm test`. */
const STORE = [
  'test/integration/{adding-a-step,event-store,modules,omeda-client,postgres,relay}/**/*.spec.ts',
];

/** What needs services: PostgreSQL and RabbitMQ are there for the whole run. */
const withServices = {
  // Imports cost more CPU than most specs: each worker keeps them for all of its files.
  isolate: false,
  retry,
  setupFiles: ['test/setup/properties.ts'],
  globalSetup: ['test/setup/postgres.ts', 'test/setup/rabbitmq.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/** The stories of test/e2e once more: the project `services` tells them on the embedded transport. */
const OVER_RABBITMQ = {
  extends: true as const,
  test: {
    ...withServices,
    name: 'rabbitmq',
    include: ['test/e2e/*.spec.ts'],
    provide: { transport: 'rabbitmq' as const },
  },
};

/** The console in a real browser. */
const CONSOLE = {
  extends: true as const,
  test: {
    ...withServices,
    name: 'console',
    include: ['test/console/**/*.spec.ts'],
    globalSetup: [...withServices.globalSetup, 'test/console/setup.ts'],
    provide: { transport: 'embedded' as const },
    testTimeout: 180_000,
    hookTimeout: 240_000,
    // A browser for each file, and what it clicks must not time out: after the others.
    sequence: { groupOrder: 1 },
    maxWorkers: availableParallelism(),
  },
};

export default defineConfig({
  ...resolveFromSource,
  test: {
    // Specs of services wait more than they work: one more than there are cores halves the time.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          ...ofUnits,
          name: 'unit',
          include: ['{apps,libs,packages}/**/*.spec.ts', 'test/unit/**/*.spec.ts'],
          exclude: PROPERTIES,
        },
      },
      {
        extends: true,
        // Two seconds each on a machine of their own; beside specs of services, thirty times that.
        test: { ...ofUnits, name: 'properties', include: PROPERTIES, testTimeout: 180_000 },
      },
      {
        extends: true,
        test: {
          ...withServices,
          name: 'store',
          include: STORE,
          provide: { transport: 'embedded' },
        },
      },
      {
        extends: true,
        test: {
          ...withServices,
          name: 'services',
          include: ['test/integration/**/*.spec.ts', 'test/e2e/**/*.spec.ts'],
          exclude: STORE,
          provide: { transport: 'embedded' },
        },
      },
      OVER_RABBITMQ,
      ...(hasChromium() ? [CONSOLE] : []),
      {
        extends: true,
        test: {
          ...withServices,
          name: 'faults',
          include: ['test/faults/**/*.spec.ts'],
          testTimeout: 300_000,
          // Many processes each: after the others, whose clocks they would stop now and then.
          sequence: { groupOrder: 1 },
          maxWorkers: availableParallelism(),
        },
      },
    ],
  },
});
