import { blockOf } from '../setup/docs/blocks.js';
import type { Newcomer } from './newcomer.js';

const readme = (beginning: string) => blockOf('README.md', beginning).text;
const UP = /Press Ctrl-C to stop/;
/** How long `npm test` may take beside other work. */
const TESTS_MINUTES = 120;

/** README's steps, in its order. Each throws an error that says what went wrong. */
export const STEPS = {
  clone: async (newcomer: Newcomer) => {
    const printed = await newcomer.type(`${readme('git clone')}pwd`).succeeds();
    newcomer.goTo(/^(\/.+)$/m.exec(printed)?.[1] ?? '');
  },
  demo: async (newcomer: Newcomer) => {
    const terminal = newcomer.type(readme('npm ci && npm run demo'));
    await terminal.succeeds(20);
    if (/EBADENGINE|vulnerabilit/.test(terminal.printed)) throw new Error('npm ci warns.');
    await terminal.until(/scheduled/i);
  },
  test: async (newcomer: Newcomer) => {
    await newcomer.type(readme('npm ci && npm run check')).succeeds(TESTS_MINUTES);
  },
  start: async (newcomer: Newcomer) => {
    const first = newcomer.type(readme('npm start'));
    await first.until(UP);
    await observe(newcomer, await first.until(/Send a first event: +(.+)/));
    await refusesASecond(newcomer);
    await stop(first);
    const before = /"deploymentId": *"([^"]+)"/;
    const [, known] = before.exec(newcomer.log) ?? [];
    const again = newcomer.type(readme('npm start'));
    await again.until(UP);
    const [, id] = before.exec(await newcomer.type('npm run send-event').succeeds()) ?? [];
    if (id !== known) throw new Error(`After a restart it is ${id}; before, it was ${known}.`);
    await stop(again);
  },
  'omit-dev': async (newcomer: Newcomer) => {
    const terminal = newcomer.type('npm ci --omit=dev && npm start');
    await terminal.until(UP);
    if (terminal.printed.includes('Building')) throw new Error('It was built again.');
    await newcomer.type('npm run send-event').succeeds();
    await stop(terminal);
  },
};

export type StepName = keyof typeof STEPS;

/** In another terminal: README's commands, the printed hint, and the doctor. */
async function observe(newcomer: Newcomer, [, hint = '']: RegExpExecArray): Promise<void> {
  await newcomer.type(readme('npm run send-event')).succeeds();
  await newcomer.type(hint).succeeds();
  const key = `$(cat ${newcomer.dataFolder}/secrets/operator-key)`;
  await newcomer.type(readme('NEWSLETTER_KEY=').replace('…', key)).succeeds();
}

async function refusesASecond(newcomer: Newcomer): Promise<void> {
  const second = newcomer.type(readme('npm start'));
  const [, pid] = await second.until(/npm start \(process (\d+)\) is using/);
  const holder = newcomer.type(`tr '\\0' ' ' </proc/${pid}/cmdline`);
  await holder.until(/standalone\/src\/main\.js/);
  if ((await second.ended()) === 0) throw new Error('The second one ended with 0.');
}

async function stop(terminal: ReturnType<Newcomer['type']>): Promise<void> {
  terminal.interrupt();
  await terminal.ended();
}
