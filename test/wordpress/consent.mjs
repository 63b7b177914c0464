/** A newsroom's random walk on a real WordPress, counted at Omeda (`npm run test:consent -- --help`). */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';

const HELP = `npm run test:consent -- [options]: editors, authors, imports and cron act at random, the plugin goes
off and on, events are lost and refused; Omeda must send what the last consented state of each post says

  --acts N    how many acts (500)
  --seed N    repeats the same choices (1)
  --newest    on the newest WordPress, instead of the oldest
  --json      ends with one line of JSON
`;

const FIGURE = 'test-results/figures/consent.json';

const { values } = parseArgs({
  options: {
    acts: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    newest: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** @param {'acts' | 'seed'} name */
function positive(name) {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value > 0) return String(value);
  process.stderr.write(`--${name} must be a whole number from 1, not '${values[name]}'.\n`);
  process.exit(2);
}

if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

rmSync(FIGURE, { force: true });
const project = values.newest ? 'wordpress-newest' : 'wordpress-6.1';
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.wordpress.config.ts'];
const { status } = spawnSync(
  process.execPath,
  [...vitest, '--project', project, 'test/wordpress/consent-walk.spec.ts'],
  {
    // With --json nothing but the one line goes to standard output.
    stdio: values.json ? ['ignore', process.stderr, 'inherit'] : 'inherit',
    env: { ...process.env, CONSENT_ACTS: positive('acts'), CONSENT_SEED: positive('seed') },
  },
);
if (values.json && existsSync(FIGURE)) {
  process.stdout.write(`${JSON.stringify(JSON.parse(readFileSync(FIGURE, 'utf8')))}\n`);
}
process.exitCode = status ?? 1;
