import { defineConfig } from 'vitest/config';

// The `source` condition makes `#events` and its siblings resolve to TypeScript instead of dist/.
const resolveFromSource = {
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'module', 'node', 'development|production'] } },
};

export default defineConfig({
  ...resolveFromSource,
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['{apps,libs}/**/*.spec.ts', 'test/unit/**/*.spec.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'services',
          include: ['test/{integration,e2e,faults}/**/*.spec.ts'],
          globalSetup: ['test/setup/postgres.ts', 'test/setup/rabbitmq.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
