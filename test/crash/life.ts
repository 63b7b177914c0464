import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { Chance } from './chance.js';

/** What an editor does to a post, after a pause. */
export type Act = {
  pauseMs: number;
  type: 'saved' | 'published' | 'scheduled' | 'unpublished' | 'trashed' | 'restored' | 'deleted';
  /** WordPress's status of the post after it. */
  status: 'draft' | 'publish' | 'future' | 'trash';
  title: string;
  text: string;
  /** The post's own time, where it has one. */
  date: string | null;
};

type Next = { type: Act['type']; status: Act['status']; weight: number };

const NEXT: Record<Act['status'], readonly Next[]> = {
  draft: [
    { type: 'saved', status: 'draft', weight: 3 },
    { type: 'published', status: 'publish', weight: 4 },
    { type: 'scheduled', status: 'future', weight: 5 },
    { type: 'trashed', status: 'trash', weight: 2 },
    { type: 'deleted', status: 'trash', weight: 0.3 },
  ],
  publish: [
    { type: 'saved', status: 'publish', weight: 6 },
    { type: 'unpublished', status: 'draft', weight: 2 },
    { type: 'trashed', status: 'trash', weight: 2 },
    { type: 'deleted', status: 'trash', weight: 0.3 },
  ],
  future: [
    { type: 'saved', status: 'future', weight: 5 },
    { type: 'scheduled', status: 'future', weight: 3 },
    { type: 'unpublished', status: 'draft', weight: 2 },
    { type: 'trashed', status: 'trash', weight: 2 },
    { type: 'deleted', status: 'trash', weight: 0.3 },
  ],
  trash: [
    { type: 'restored', status: 'draft', weight: 5 },
    { type: 'deleted', status: 'trash', weight: 1 },
  ],
};

const DAY_MS = 86_400_000;
const CHANGE_OVERS = changeOvers(Date.now());

/** The life of one newsletter: what its editor does, and how long each thinks. */
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
    if (next.type === 'scheduled') date = sendTime(chance);
    if (next.status === 'draft' || next.type === 'published') date = null;
    status = next.status;
    const text = `Newsletter ${number} of seed ${seed}, text ${n}.`;
    acts.push({ ...next, pauseMs: n === 1 ? 0 : pauseMs(chance), title, text, date });
    if (next.type === 'deleted') break;
  }
  return acts;
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

/** Within one step, between two, or when all is through: every boundary gets its share. */
function pauseMs(chance: Chance): number {
  return chance.one([
    chance.between(0, 300),
    chance.between(300, 3_000),
    chance.between(3_000, 9_000),
  ]);
}

/** Hours to months ahead; now and then around a change-over of US Central time. */
function sendTime(chance: Chance): string {
  if (chance.is(0.1)) return chance.one(CHANGE_OVERS);
  return new Date(Date.now() + chance.between(0.2, 300) * DAY_MS).toISOString();
}

/** The minutes before and after each change of the offset, but the pass that has no name. */
function changeOvers(fromMs: number): string[] {
  const central = (ms: number) => DateTime.fromMillis(ms, { zone: 'America/Chicago' });
  const found: string[] = [];
  const firstHour = Math.ceil(fromMs / 3_600_000) + 24;
  for (let hour = firstHour; hour < firstHour + 366 * 24; hour += 1) {
    const at = hour * 3_600_000;
    const change = central(at).offset - central(at - 1).offset;
    if (change === 0) continue;
    // In autumn the hour from `at` on bears the names of the hour before.
    found.push(new Date(at - 60_000).toISOString());
    found.push(new Date(change > 0 ? at : at + 3_600_000).toISOString());
  }
  return found;
}

export const newUid = (): string => randomUUID();
