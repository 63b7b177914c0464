// Installs missing peers, compiles the bench beside the product's dist, and runs
// it on a Node that all peers support: this one, or one from npm.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OWN_NODE = 24;
const LEAST_NODE = [22, 18];

const root = fileURLToPath(new URL('..', import.meta.url));
const peers = fileURLToPath(new URL('node_modules', import.meta.url));
const link = `${root}dist/bench/node_modules`;

function run(command, args, cwd = root) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function withNode(args) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isEnough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  if (isEnough) return [process.execPath, args];
  const brought = `--package=node-${process.platform}-${process.arch}@${OWN_NODE}`;
  return ['npm', ['exec', '--yes', brought, '--', 'node', ...args]];
}

if (process.platform !== 'linux') throw new Error('The bench reads /proc: it runs on Linux alone.');
if (!existsSync(peers)) {
  // Under the older Node npm would choose peers that run on it.
  run(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    `${root}bench`,
  );
}
run(process.execPath, ['node_modules/@typescript/native/bin/tsc', '-p', 'bench/tsconfig.json']);
rmSync(link, { force: true });
symlinkSync(peers, link);
run(...withNode(['dist/bench/main.js', ...process.argv.slice(2)]));
