import type { Api } from '../api.js';
import { CliError } from '../cli-error.js';
import type { Command, Given, Result } from '../command.js';
import { EXIT } from '../exit-code.js';

type Check = {
  name: string;
  state: 'ok' | 'warning' | 'fault';
  words: string;
  cure: string | null;
};
type Examined = { healthy: boolean; checks: Check[] };

const SIGNS: Record<Check['state'], string> = {
  ok: 'ok     ',
  warning: 'WARNING',
  fault: 'FAULT  ',
};

export const doctor: Command = {
  name: 'doctor',
  summary: 'Check the installation, and show how to fix what is wrong',
  about: [
    'Needs an operator key. The gateway checks its store, migrations, clock, due steps, newsletters,',
    'broker, rights, topology, and Omeda. Exits with 1 if a person must act, with 0 if not.',
    'With --after-restore, after restoring a backup: compares the store with Omeda, makes deployers',
    'adopt or hold what differs, and starts a new feed epoch for subscribers. Exits with 1 if anything',
    'differs.',
  ].join('\n'),
  options: { 'after-restore': { type: 'boolean' } },
  optionHelp: { 'after-restore': 'compare the store with Omeda after restoring a backup' },
  examples: ['doctor', 'doctor --json', 'doctor --after-restore'],
  async run(given): Promise<Result> {
    if (given.options['after-restore'] === true) return compared(given.api);
    const examined = await examine(given);
    const lines = examined.checks.map(({ name, state, words, cure }) => {
      return `${SIGNS[state]}  ${name}: ${words}${cure ? `\n         Cure: ${cure}` : ''}`;
    });
    const exitCode = examined.healthy ? EXIT.ok : EXIT.failed;
    return { data: examined, text: lines.join('\n'), exitCode };
  },
};

type Difference = { brand: string; name: string; words: string; cure: string };
type Compared = { epoch: string; lookedAt: number; differences: Difference[] };

async function compared(api: Api): Promise<Result> {
  const path = '/v1/doctor/after-restore';
  const data = await api.ask<Compared>(path, { method: 'POST' });
  const { epoch, lookedAt, differences } = data;
  const lines = differences.map(
    ({ brand, name, words, cure }) => `DIFFERS  ${brand} ${name}: ${words}\n         Cure: ${cure}`,
  );
  const text = [
    ...lines,
    `${differences.length} differences. Deployers check ${lookedAt} newsletters and adopt or hold what differs.`,
    `The feed’s epoch is ${epoch}: subscribers that read past its end start over.`,
  ].join('\n');
  return { data, text, exitCode: differences.length === 0 ? EXIT.ok : EXIT.failed };
}

/** No gateway is a finding. */
async function examine({ api }: Given): Promise<Examined> {
  try {
    const { checks, healthy } = await api.ask<Examined>('/v1/doctor');
    const gateway: Check = {
      name: 'gateway',
      state: 'ok',
      words: `responds at ${api.url}`,
      cure: null,
    };
    return { healthy, checks: [gateway, ...checks] };
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode !== EXIT.failed) throw error;
    const cure =
      'start it ("npm start"); its first lines say what is wrong. Or set NEWSLETTER_URL.';
    const gateway: Check = { name: 'gateway', state: 'fault', words: error.message, cure };
    return { healthy: false, checks: [gateway] };
  }
}
