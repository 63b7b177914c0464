import type { Api } from '../api.js';
import type { Command, Given, Result } from '../command.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-code.js';
import { type Chosen, chosen } from '../newsletters/chosen.js';
import { FILTERS, FILTER_HELP } from '../newsletters/filters.js';
import { columns } from '../output/columns.js';

type Outcome = {
  deploymentId: string;
  title: string | null;
  outcome: keyof typeof OUTCOMES;
  words: string;
};
type Counts = { done: number; wouldDo: number; unchanged: number; refused: number };
type Answer = { dryRun: boolean; counts: Counts; results: Outcome[] };
/** `error`: why it ended early; then the results of the last `withoutResult` are unknown. */
type Whole = Answer & Pick<Chosen, 'left'> & { withoutResult?: number; error?: string };

const OUTCOMES = {
  done: 'changed',
  'would-do': 'would change',
  unchanged: 'unchanged',
  refused: 'refused',
  'not-found': 'not found',
};

const ACTIONS = [
  'sync-now',
  'retry',
  'hold',
  'resume',
  'send',
  'send-test',
  'unschedule',
  'cancel',
] as const;

/** The gateway accepts 500; shorter requests end well within its response timeout. */
const AT_ONCE = 100;

export const bulk: Command = {
  name: 'bulk',
  summary: 'Act on all newsletters that filters find, or on a group',
  words: ['<action>'],
  choices: ACTIONS,
  options: {
    ...FILTERS,
    group: { type: 'string' },
    reason: { type: 'string' },
    at: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  optionHelp: {
    ...FILTER_HELP,
    group: 'those of this group; "newsletter groups" shows the keys',
    reason: 'with hold: the reason, shown with each newsletter',
    at: 'with send: "now", or a time such as 2026-12-24T06:00:00Z',
    'dry-run': 'only say what would happen to each',
  },
  about: `Actions are ${ACTIONS.join(', ')}. Each newsletter is decided on separately. Ends with 4 if some were refused, and with the error’s exit code if it could not continue: 1 if the gateway was lost.`,
  examples: [
    'bulk retry --status failed --brand FOO --dry-run',
    'bulk hold --site daily --status in-progress --reason "Wait for the photo"',
    'bulk resume --group 010f22629a9ecdc17a26d4f6c914dbb7',
  ],
  async run(given: Given): Promise<Result> {
    const { api, words, options } = given;
    const { reason, at, 'dry-run': dryRun = false } = options;
    const action = words[0] ?? '';
    if (action === 'send' && at === undefined)
      throw new CliError('--at is missing. Use --at now, or --at 2026-12-24T06:00:00Z.');
    const { ids, left } = await chosen(api, options);
    const whole: Whole = { dryRun: dryRun === true, left, counts: counted([]), results: [] };
    let exitCode: number = EXIT.ok;
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const deployments = ids.slice(start, start + AT_ONCE);
      const body = { action, deployments, reason, at, dryRun };
      const among = start === 0 ? `${ids.length} newsletters` : 'those';
      const inDoubtHint = dryRun ? '' : inDoubtHintOf(deployments.length, among);
      try {
        whole.results.push(...(await acted(api, body, inDoubtHint)));
      } catch (error) {
        // Earlier changes are reported all the same.
        if (start === 0 || !(error instanceof CliError)) throw error;
        Object.assign(whole, { withoutResult: ids.length - start, error: error.message });
        ({ exitCode } = error);
        break;
      }
    }
    whole.counts = counted(whole.results);
    if (exitCode === EXIT.ok && whole.counts.refused > 0) exitCode = EXIT['not-now'];
    return { data: whole, text: textOf(whole), exitCode };
  },
};

async function acted(api: Api, body: object, inDoubtHint: string): Promise<Outcome[]> {
  const answer = await api.ask<Partial<Answer> | null>('/v1/bulk', {
    method: 'POST',
    body,
    inDoubtHint,
  });
  if (answer?.results) return answer.results;
  const words = `Not a response from a gateway: ${JSON.stringify(answer).slice(0, 200)}`;
  throw new CliError(inDoubtHint ? `${words} ${inDoubtHint}` : words, EXIT.failed);
}

function inDoubtHintOf(count: number, among: string): string {
  return `Up to ${count} of ${among} may have changed. Check them before you repeat it.`;
}

function counted(results: readonly Outcome[]): Counts {
  const count = (...which: string[]) =>
    results.filter(({ outcome }) => which.includes(outcome)).length;
  return {
    done: count('done'),
    wouldDo: count('would-do'),
    unchanged: count('unchanged'),
    refused: count('refused', 'not-found'),
  };
}

function textOf({ results, counts, left, withoutResult, error }: Whole): string {
  if (results.length === 0) return 'No newsletters found.';
  const rows = results.map(({ deploymentId, outcome, title, words }) => [
    deploymentId,
    OUTCOMES[outcome],
    title ?? '-',
    words,
  ]);
  const { done, wouldDo, unchanged, refused } = counts;
  const parts = [
    ...(done ? [`${done} changed.`] : []),
    ...(wouldDo ? [`${wouldDo} would change. Without --dry-run, they do.`] : []),
    ...(unchanged ? [`${unchanged} unchanged.`] : []),
    ...(refused ? [`${refused} refused.`] : []),
    ...(error ? [`${withoutResult} have no result: ${error}`] : []),
    ...(left ? [`${left} more of the group are left: run it again for them.`] : []),
  ];
  return [...columns(rows, ''), '', parts.join(' ')].join('\n');
}
