import { existsSync } from 'node:fs';

/** Settings of a file `.env` in the working directory; the environment takes precedence. */
export function loadEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
