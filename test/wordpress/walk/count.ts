import type { Newsroom } from '../newsroom.js';
import type { Expected, Post } from './post.js';

const MINUTE_MS = 60_000;
const PUBLISH_DELAY_MS = 30 * MINUTE_MS;
/** WordPress records acts, and the sender signs, in whole seconds. */
const SECOND_MS = 1_000;
/** How long an event may be in transit; its age includes its wait in the outbox. */
const ON_ITS_WAY_MS = 30_000;

export const FAULTS = ['sentWithoutConsent', 'missed', 'wrongTime', 'wrongContent'] as const;
export type Fault = (typeof FAULTS)[number];

export type Found = { fault: Fault; post: number; words: string };

/** Compares what Omeda sends of each post with what its people meant. */
export function judge(newsroom: Newsroom, posts: readonly Post[]): Found[] {
  return posts.flatMap((post) => judgeOne(newsroom, post));
}

function judgeOne(newsroom: Newsroom, post: Post): Found[] {
  const { id, expected, text } = post;
  const found = (fault: Fault, words: string): Found[] => [{ fault, post: id, words }];
  const all = newsroom.deploymentsOf(id);
  const going = all.filter(({ status }) => ['Scheduled', 'Sending', 'Sent'].includes(status));
  const wasScheduled = all.some(({ trackId }) => isScheduledOnce(newsroom, trackId));
  if (post.consents === 0 && wasScheduled) {
    return found('sentWithoutConsent', 'it was scheduled, and nobody ever consented');
  }
  if (expected.is === 'nothing') {
    return going.length === 0 ? [] : found('sentWithoutConsent', JSON.stringify(going));
  }
  const [one, ...others] = going;
  if (!one) return found('missed', `${JSON.stringify(expected)}, and ${JSON.stringify(all)}`);
  if (others.length > 0) return found('wrongContent', `${going.length} go out`);
  const times = timesOf(newsroom, expected);
  return [
    ...(times.includes(one.scheduledDate ?? '')
      ? []
      : found('wrongTime', `${one.scheduledDate} is none of ${times.join(', ')}`)),
    ...(one.html?.includes(text) ? [] : found('wrongContent', `not ${text}`)),
  ];
}

function isScheduledOnce(newsroom: Newsroom, trackId: string): boolean {
  return newsroom.world.calls('schedule').some((entry) => entry.trackId === trackId);
}

/** The minutes, in Omeda's own words, at which it may be sent. */
function timesOf(newsroom: Newsroom, expected: Expected): string[] {
  if (expected.is === 'nothing') return [];
  const central = (ms: number) => newsroom.world.central(new Date(ms).toISOString());
  if (expected.is === 'at') return [central(expected.ms)];
  const up = (ms: number) => Math.ceil((ms + PUBLISH_DELAY_MS) / MINUTE_MS) * MINUTE_MS;
  const first = up(expected.fromMs - SECOND_MS);
  const last = up(expected.toMs + ON_ITS_WAY_MS);
  const count = (last - first) / MINUTE_MS + 1;
  return Array.from({ length: count }, (_, index) => central(first + index * MINUTE_MS));
}
