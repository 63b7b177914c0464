/**
 * Runs the specs on a real WordPress; arguments go to Vitest. With --json the last line is one object
 * with the specs' measurements.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';

const FIGURES = 'test-results/figures';
const asJson = process.argv.includes('--json');
const args = process.argv.slice(2).filter((arg) => arg !== '--json');

rmSync(FIGURES, { recursive: true, force: true });
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.wordpress.config.ts'];
const { status } = spawnSync(process.execPath, [...vitest, ...args], { stdio: 'inherit' });
if (asJson) {
  const names = existsSync(FIGURES) ? readdirSync(FIGURES).toSorted() : [];
  const figures = names.map((name) => [
    name.replace(/\.json$/, ''),
    JSON.parse(readFileSync(`${FIGURES}/${name}`, 'utf8')),
  ]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(figures))}\n`);
}
process.exitCode = status ?? 1;
