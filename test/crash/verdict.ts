import { type Bad, badOf } from './bad.js';
import { Books, type Verdict } from './count.js';
import type { Executioner } from './executioner.js';
import type { Newsletter } from './newsletter.js';
import type { Newsroom } from './newsroom.js';
import type { Office, Status } from './office.js';
import type { Weather } from './weather.js';

const KINDS = ['doubled', 'lost', 'sentWithoutConsent', 'wrongTime', 'wrongContent'] as const;

/** Histories that are read at once. */
const AT_A_TIME = 10;

type Result = {
  newsletters: number;
  kills: number;
  stops: number;
  faults: number;
  created: number;
  doubled: number;
  lost: number;
  sentWithoutConsent: number;
  wrongTime: number;
  wrongContent: number;
  unfinished: number;
  /** Processes that ended without a strike. */
  crashed: number;
};

export type Proof = {
  result: Result;
  events: number;
  mishaps: Office['mishaps'];
  outages: number;
  /** Newsletters whose history differs from what got a 202. */
  gone: number;
  /** Newsletters that were judged at the end of their stay, and whose posts were then trashed. */
  left: number;
  /** How often a person had to request a retry of what had failed, or was held. */
  asked: ReadonlyMap<string, number>;
  tallies: Executioner['tallies'];
  /** The last words of each that crashed. */
  crashes: readonly string[];
  bad: Bad[];
};

/** A round that has come to rest. */
export type Ended = {
  world: Newsroom['sandbox']['world'];
  office: Office;
  executioner: Executioner;
  weather: Weather;
  newsletters: readonly Newsletter[];
  unfinished: ReadonlyMap<Newsletter, Status>;
  crashes: Proof['crashes'];
  asked: Proof['asked'];
  mayForget: boolean;
  story: number | undefined;
};

/** Omeda's state, beside what was wanted of it. */
export async function verdictOn(ended: Ended): Promise<Proof> {
  const { world, office, executioner, weather, newsletters, unfinished, crashes, asked, story } =
    ended;
  const books = new Books(world);
  const verdicts = new Map<Newsletter, Verdict>();
  let gone = 0;
  const missingOfEach = await each(newsletters, (newsletter) => missingOf(newsletter, office));
  for (const [index, newsletter] of newsletters.entries()) {
    const verdict = books.judge(newsletter);
    const missing = missingOfEach[index] ?? [];
    gone += missing.length;
    if (!ended.mayForget) verdict.lost.push(...missing);
    for (const kind of KINDS) verdict[kind].push(...(newsletter.beforeItLeft?.[kind] ?? []));
    verdicts.set(newsletter, verdict);
  }
  const all = [...verdicts.values()];
  const wrong = (kind: keyof Verdict) => all.filter((verdict) => verdict[kind].length > 0).length;
  const { entries } = world.ledger;
  return {
    result: {
      newsletters: newsletters.length,
      kills: executioner.kills,
      stops: executioner.stops,
      faults: entries.filter(({ faulty }) => faulty).length,
      created: entries.filter(({ call, effect }) => call === 'create' && effect).length,
      doubled: wrong('doubled') + books.strangers,
      lost: wrong('lost'),
      sentWithoutConsent: wrong('sentWithoutConsent'),
      wrongTime: wrong('wrongTime'),
      wrongContent: wrong('wrongContent'),
      unfinished: unfinished.size,
      crashed: crashes.length,
    },
    events: newsletters.reduce((sum, { accepted }) => sum + accepted.length, 0),
    mishaps: office.mishaps,
    outages: weather.outages,
    gone,
    left: newsletters.filter(({ beforeItLeft }) => beforeItLeft).length,
    asked,
    tallies: executioner.tallies,
    crashes,
    bad: await badOf({ books, verdicts, unfinished, office, asked: story }),
  };
}

/** Events that got a 202 and are not in the history, or are in it twice. */
async function missingOf(newsletter: Newsletter, office: Office): Promise<string[]> {
  const history = await office.history(newsletter);
  const known = history
    .filter(({ type }) => type === 'PostReceived')
    .map(({ data }) => data.sequence);
  const sequences = newsletter.accepted.map(({ sequence }) => sequence);
  if (known.join() === sequences.join()) return [];
  return [`sent events ${sequences.join()}, the history has ${known.join()}`];
}

/** Several at a time: one after the other, thousands take a quarter of an hour. */
async function each<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < all.length; from += AT_A_TIME) {
    results.push(...(await Promise.all(all.slice(from, from + AT_A_TIME).map(work))));
  }
  return results;
}
