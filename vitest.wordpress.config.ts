import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { newestWordpress } from './test/wordpress/setup/newest-wordpress.js';
import { oldestWordpress } from './test/wordpress/setup/oldest-wordpress.js';
import base, { retry } from './vitest.config.js';

/** What depends on WordPress most. The rest is run on the oldest alone: it would take as long again. */
const ON_NEWEST = [
  'block-editor',
  'buttons',
  'classic-editor',
  'consent*',
  'delivery',
  'events',
  'fragment',
  'install',
  'newest/*',
  'own-words',
  'preview',
  'rendering*',
  'styles',
];

const WORKERS = availableParallelism() + 1;

/** The specs on one WordPress, told where its files are. */
function onWordpress(name: string, root: string, specs: string[]) {
  return {
    extends: true as const,
    test: {
      name,
      include: specs.map((spec) => `test/wordpress/${spec}.spec.ts`),
      globalSetup: [
        'test/setup/postgres.ts',
        'test/setup/rabbitmq.ts',
        'test/wordpress/setup/global.ts',
      ],
      // The gateway, the deployer and a broker between them, as a publisher runs them.
      provide: { transport: 'rabbitmq' as const, wordpressRoot: root },
      // Imports cost a tenth of the CPU otherwise: each worker keeps them for all of its files.
      isolate: false,
      retry,
      testTimeout: 180_000,
      hookTimeout: 240_000,
      // They wait half of their time: one more than there are cores.
      maxWorkers: WORKERS,
    },
  };
}

/** Posts as mails, looked at in Chromium: no service is needed. */
const MAILS = {
  extends: true as const,
  test: {
    name: 'mails',
    include: ['test/mail/**/*.spec.ts'],
    globalSetup: ['test/mail/setup.ts'],
    retry,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // Vitest runs projects beside each other only where they have as many workers.
    maxWorkers: WORKERS,
  },
};

/** On CI its lack is a fault. Elsewhere the oldest alone is tried, and the lack is named. */
async function onNewest() {
  try {
    return [onWordpress('wordpress-newest', await newestWordpress(), ON_NEWEST)];
  } catch (error) {
    if (process.env['CI']) throw error;
    process.stderr.write(`Skipped: specs on the newest WordPress. ${String(error)}\n`);
    return [];
  }
}

/** Apart from the other projects: it needs WordPress, PHP, MariaDB and Chromium (`npm run test:wordpress`). */
export default defineConfig(async () => ({
  ...base,
  test: {
    projects: [
      onWordpress('wordpress-6.1', await oldestWordpress(), ['*']),
      MAILS,
      ...(await onNewest()),
    ],
  },
}));
