import { inWords } from '#deployment';
import type { Figures } from '#event-store';
import { type Check, fault, ok, warning } from './check.js';

type Count = { brand: string; status: string; count: number };

/** With less time left than this, it is reported at once. */
const SOON_SECONDS = 15 * 60;

/** Problems of newsletters themselves, which wait for a person. */
export function newsletterChecks(
  counts: readonly Count[],
  figures: { nextSends: NextSends; notTakenBack: NotTakenBack; unwanted: Unwanted },
): Check[] {
  const checks = [
    ...figures.nextSends.flatMap(soonCheck),
    ...figures.notTakenBack.map(notTakenBackCheck),
    ...figures.unwanted.map(unwantedCheck),
    ...counts.flatMap(statusCheck),
  ];
  return checks.length > 0 ? checks : [ok('newsletters', 'none waits for a person')];
}

type NextSends = Awaited<ReturnType<Figures['nextSends']>>;
type NotTakenBack = Awaited<ReturnType<Figures['notTakenBack']>>;
type Unwanted = Awaited<ReturnType<Figures['sentAfterWithdrawal']>>;

function soonCheck({ brand, seconds }: NextSends[number]): Check[] {
  if (seconds > SOON_SECONDS) return [];
  const when = seconds > 0 ? `goes out in ${inWords(seconds * 1000)}` : 'should have gone out';
  const words = `A newsletter of ${brand} ${when}, and is not scheduled at Omeda.`;
  const cure = `run "newsletter deployments list --brand ${brand}", and do what its status says.`;
  return [fault('next send', words, cure)];
}

function notTakenBackCheck({ brand, count, seconds }: NotTakenBack[number]): Check {
  const first = count === 1 ? 'it' : 'the first';
  const when =
    seconds > 0 ? `sends ${first} in ${inWords(seconds * 1000)}` : `may send ${first} now`;
  const words = `${many(count)} of ${brand} could not be taken back: Omeda ${when}.`;
  const cure =
    'run "newsletter groups", fix what it names, and retry (resume what stalled). If that does not help, unschedule it in Omeda’s portal.';
  return fault('not taken back', words, cure);
}

function unwantedCheck({ brand, count }: Unwanted[number]): Check {
  const words = `${many(count)} of ${brand} went out after being withdrawn, within the last day.`;
  const cure =
    'run "newsletter deployments list --status sent-after-withdrawal", tell the newsroom, and fix the cause shown in the history.';
  return fault('sent after withdrawal', words, cure);
}

const WORDS: Record<string, [words: string, cure: string]> = {
  failed: [
    'failed',
    'fix what "failed" says, then retry them ("newsletter bulk retry" with the same filters), or cancel them.',
  ],
  missed: [
    'missed the send time',
    'send each one with "newsletter deployments send", or cancel it.',
  ],
};

function statusCheck({ brand, status, count }: Count): Check[] {
  const list = `run "newsletter deployments list --status ${status} --brand ${brand}"`;
  const known = WORDS[status];
  if (known) {
    const words = `${many(count)} of ${brand} ${known[0]}.`;
    return [fault(status, words, `${list}; ${known[1]}`)];
  }
  if (status !== 'held') return [];
  const words = `${many(count)} of ${brand} held, by a person or because it changed at Omeda.`;
  return [warning(status, words, `${list}; resume what can continue.`)];
}

function many(count: number): string {
  return count === 1 ? '1 newsletter' : `${count} newsletters`;
}
