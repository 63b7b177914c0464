import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { Chance } from './chance.js';

/** The fate of an act's event. */
type Fate = 'told' | 'lost' | 'refused' | 'swapped';

/** What an editor does to a post, after a pause. */
export type Act = {
  pauseMs: number;
  /** The name of the event; it decides nothing. */
  type: 'saved' | 'published' | 'scheduled' | 'unpublished' | 'trashed' | 'restored' | 'deleted';
  /** Whether it is a new consent, keeps the current one, or ends it. */
  consent: 'new' | 'kept' | 'none';
  fate: Fate;
  /** WordPress's status of the post after it. */
  status: 'draft' | 'publish' | 'future' | 'trash';
  title: string;
  text: string;
  /** The post's own time, if it has one. */
  date: string | null;
};

type Next = Pick<Act, 'type' | 'status' | 'consent'> & { weight: number };

const EDITED = { type: 'saved', consent: 'kept' } as const;
const ENDED = { consent: 'none' } as const;
/** Published or scheduled by a person without the right to send. */
const NO_RIGHT = { consent: 'none' } as const;

const NEXT: Record<Act['status'], readonly Next[]> = {
  draft: [
    { ...EDITED, status: 'draft', weight: 3 },
    { type: 'published', status: 'publish', consent: 'new', weight: 4 },
    { type: 'scheduled', status: 'future', consent: 'new', weight: 5 },
    { type: 'published', status: 'publish', ...NO_RIGHT, weight: 1 },
    { type: 'scheduled', status: 'future', ...NO_RIGHT, weight: 1 },
    { type: 'trashed', status: 'trash', ...ENDED, weight: 2 },
    { type: 'deleted', status: 'trash', ...ENDED, weight: 0.3 },
  ],
  publish: [
    { ...EDITED, status: 'publish', weight: 6 },
    // Rescheduled for weeks ahead after it was published.
    { type: 'scheduled', status: 'future', consent: 'new', weight: 1 },
    // A person withdraws the sending, and leaves the post as it is.
    { type: 'saved', status: 'publish', ...ENDED, weight: 1 },
    { type: 'unpublished', status: 'draft', ...ENDED, weight: 2 },
    { type: 'trashed', status: 'trash', ...ENDED, weight: 2 },
    { type: 'deleted', status: 'trash', ...ENDED, weight: 0.3 },
  ],
  future: [
    { ...EDITED, status: 'future', weight: 5 },
    // Another time, sent by a plain save as well as by name.
    { type: 'scheduled', status: 'future', consent: 'new', weight: 2 },
    { type: 'saved', status: 'future', consent: 'new', weight: 2 },
    { type: 'saved', status: 'publish', consent: 'new', weight: 1 },
    { type: 'unpublished', status: 'draft', ...ENDED, weight: 2 },
    { type: 'trashed', status: 'trash', ...ENDED, weight: 2 },
    { type: 'deleted', status: 'trash', ...ENDED, weight: 0.3 },
  ],
  trash: [
    { type: 'restored', status: 'draft', ...ENDED, weight: 5 },
    { type: 'deleted', status: 'trash', ...ENDED, weight: 1 },
  ],
};

const DAY_MS = 86_400_000;
const CHANGE_OVERS = changeOvers(Date.now());

/** The life of one newsletter: its editor's acts, and the pauses between them. */
export function lifeOf(seed: number, number: number): Act[] {
  const chance = new Chance(seed * 100_003 + number);
  const acts: Act[] = [];
  let status: Act['status'] = 'draft';
  let title = `Newsletter ${number}`;
  let date: string | null = null;
  const count = chance.whole(1, 6);
  for (let n = 1; n <= count; n += 1) {
    const next: Next = n === 1 ? first(chance) : weighted(chance, NEXT[status]);
    if (n > 1 && chance.is(0.15)) title = `Newsletter ${number}, title ${n}`;
    if (next.status !== 'future') date = null;
    else if (next.consent !== 'kept') date = sendTime(chance);
    status = next.status;
    const text = `Newsletter ${number} of seed ${seed}, text ${n}.`;
    const fate = n === count || next.type === 'deleted' ? 'told' : fateOf(chance);
    acts.push({ ...next, fate, pauseMs: n === 1 ? 0 : pauseMs(chance), title, text, date });
    if (next.type === 'deleted') break;
  }
  return acts;
}

/** Its post is trashed, at the end of its stay. */
export function leaving({ title, text }: Act): Act {
  const trashed = { type: 'trashed', status: 'trash', ...ENDED } as const;
  return { ...trashed, fate: 'told', pauseMs: 0, title, text, date: null };
}

/** Most arrive; the last of a life always does. */
function fateOf(chance: Chance): Fate {
  const fates = ['lost', 'refused', 'swapped'] as const;
  return chance.is(0.3) ? chance.one(fates) : 'told';
}

function first(chance: Chance): Next {
  const start = NEXT.draft.filter(({ type }) => type !== 'trashed' && type !== 'deleted');
  return weighted(chance, start);
}

function weighted(chance: Chance, choices: readonly Next[]): Next {
  let left = chance.between(
    0,
    choices.reduce((sum, { weight }) => sum + weight, 0),
  );
  for (const choice of choices) {
    left -= choice.weight;
    if (left < 0) return choice;
  }
  return choices[0] as Next;
}

/** Within one step, between two, or when all is done: every boundary gets its share. */
function pauseMs(chance: Chance): number {
  return chance.one([
    chance.between(0, 300),
    chance.between(300, 3_000),
    chance.between(3_000, 9_000),
  ]);
}

/** Hours to months ahead; sometimes around a clock change of US Central time. */
function sendTime(chance: Chance): string {
  if (chance.is(0.1)) return chance.one(CHANGE_OVERS);
  return new Date(Date.now() + chance.between(0.2, 300) * DAY_MS).toISOString();
}

/** The minutes before and after each change of the offset, except the hour that has no name. */
function changeOvers(fromMs: number): string[] {
  const central = (ms: number) => DateTime.fromMillis(ms, { zone: 'America/Chicago' });
  const found: string[] = [];
  const firstHour = Math.ceil(fromMs / 3_600_000) + 24;
  for (let hour = firstHour; hour < firstHour + 366 * 24; hour += 1) {
    const at = hour * 3_600_000;
    const change = central(at).offset - central(at - 1).offset;
    if (change === 0) continue;
    // In autumn the hour from `at` on has the same name as the hour before.
    found.push(new Date(at - 60_000).toISOString());
    found.push(new Date(change > 0 ? at : at + 3_600_000).toISOString());
  }
  return found;
}

export const newUid = (): string => randomUUID();
