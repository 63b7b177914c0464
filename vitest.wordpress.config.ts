import { defineConfig } from 'vitest/config';
import base, { retry } from './vitest.config.js';

/** Apart from the other projects: it needs WordPress, PHP and MariaDB (`npm run test:wordpress`). */
export default defineConfig({
  ...base,
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'wordpress',
          include: ['test/wordpress/**/*.spec.ts'],
          globalSetup: [
            'test/setup/postgres.ts',
            'test/setup/rabbitmq.ts',
            'test/wordpress/setup/global.ts',
          ],
          // The gateway, the deployer and a broker between them, as a publisher runs them.
          provide: { transport: 'rabbitmq' },
          retry,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          // Each file brings up a web server with four PHP workers.
          maxWorkers: 2,
        },
      },
    ],
  },
});
