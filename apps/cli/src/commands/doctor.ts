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
  summary: 'Is all well, and if not, what to do',
  about: [
    'Needs an operator key. The gateway looks at its store, migrations, clock, due steps, broker,',
    'topology and Omeda. Ends with 1 where there is a fault; a warning alone ends with 0.',
    'With --after-restore, once a backup was restored: compares the store with Omeda, has deployers',
    'take over or hold what differs, and tells subscribers to start anew. Ends with 1 where something',
    'differs.',
  ].join('\n'),
  options: { 'after-restore': { type: 'boolean' } },
  optionHelp: { 'after-restore': 'compare the store with Omeda, once a backup was restored' },
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
    `${differences.length} differences. Deployers look at ${lookedAt} newsletters; they take over or hold what differs.`,
    `The feed has the epoch ${epoch}: subscribers that read further than it goes start anew.`,
  ].join('\n');
  return { data, text, exitCode: differences.length === 0 ? EXIT.ok : EXIT.failed };
}

/** No gateway is a finding, too. */
async function examine({ api }: Given): Promise<Examined> {
  try {
    const { checks, healthy } = await api.ask<Examined>('/v1/doctor');
    const gateway: Check = {
      name: 'gateway',
      state: 'ok',
      words: `answers at ${api.url}`,
      cure: null,
    };
    return { healthy, checks: [gateway, ...checks] };
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode !== EXIT.failed) throw error;
    const cure =
      'start it ("npm start"): its first lines say what is wrong. Or set NEWSLETTER_URL.';
    const gateway: Check = { name: 'gateway', state: 'fault', words: error.message, cure };
    return { healthy: false, checks: [gateway] };
  }
}
