import { existsSync } from 'node:fs';

/** Settings of a file `.env` in the working folder; what the environment sets already wins. */
export function loadEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
