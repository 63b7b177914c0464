import type { Consent, PostEventType } from '#events';
import fc from 'fast-check';

/** A post as its sender reports it after each act; `type` names the act and decides nothing. */
export type PostState = {
  type: PostEventType;
  status: 'draft' | 'publish' | 'future' | 'trash' | 'private';
  /** Minutes from the beginning of the story; null for a draft. */
  dateInMinutes: number | null;
  consent: Consent | null;
  hasType: boolean;
  text: string;
  /** Seconds from the beginning at which it was saved. */
  atSeconds: number;
};

type Act = (post: PostState, toConsent: (mode: Consent['mode']) => Consent) => PostState;

const MINUTES_OF_A_DAY = 24 * 60;
const SECONDS_APART = 2;

const EDIT: Act = (post) => ({ ...post, text: `${post.text}+`, type: 'post.saved' });

const publish =
  (hasRight: boolean): Act =>
  (post, toConsent) => {
    if (post.status === 'publish') return EDIT(post, toConsent);
    const dateInMinutes = Math.floor(post.atSeconds / 60);
    const consent = hasRight && post.hasType ? toConsent('publish') : null;
    return { ...post, status: 'publish', dateInMinutes, consent, type: 'post.published' };
  };

const schedule =
  (inDays: number, hasRight: boolean): Act =>
  (post, toConsent) => {
    const dateInMinutes = inDays * MINUTES_OF_A_DAY;
    if (post.status === 'future' && post.dateInMinutes === dateInMinutes) {
      return EDIT(post, toConsent);
    }
    const consent = hasRight && post.hasType ? toConsent('schedule') : null;
    return { ...post, status: 'future', dateInMinutes, consent, type: 'post.scheduled' };
  };

const to =
  (status: 'draft' | 'trash' | 'private', type: PostEventType): Act =>
  (post) => ({ ...post, status, dateInMinutes: null, consent: null, type });

/** WordPress publishes a scheduled post; nobody acts. */
const publishByCron: Act = (post, toConsent) =>
  post.status === 'future'
    ? { ...post, status: 'publish', type: 'post.published' }
    : EDIT(post, toConsent);

const acts = fc.oneof(
  { weight: 4, arbitrary: fc.constant(EDIT) },
  { weight: 4, arbitrary: fc.boolean().map(publish) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.integer({ min: 3, max: 9 }), fc.boolean()).map((s) => schedule(...s)),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      publishByCron,
      to('draft', 'post.unpublished'),
      to('trash', 'post.trashed'),
      to('draft', 'post.restored'),
      to('private', 'post.saved'),
      (post: PostState): PostState => ({ ...post, consent: null, type: 'post.saved' }),
      (post: PostState): PostState => ({ ...post, consent: null, hasType: !post.hasType }),
    ),
  },
);

const FIRST: PostState = {
  type: 'post.saved',
  status: 'draft',
  dateInMinutes: null,
  consent: null,
  hasType: true,
  text: 'first',
  atSeconds: 0,
};

/** One to eight states of a post, in the order they occurred. */
export function postStates(beginning: string): fc.Arbitrary<PostState[]> {
  return fc.array(acts, { minLength: 1, maxLength: 8 }).map((list) => {
    const states: PostState[] = [];
    for (const [index, act] of list.entries()) {
      const before = { ...(states.at(-1) ?? FIRST), atSeconds: index * SECONDS_APART };
      const at = new Date(Date.parse(beginning) + index * SECONDS_APART * 1000).toISOString();
      states.push(act(before, (mode) => ({ id: `act ${index}`, by: { id: '3' }, at, mode })));
    }
    return states;
  });
}

/** Some of the states, including the last, in any order. */
export function deliveries(states: readonly PostState[]): fc.Arbitrary<number[]> {
  const last = states.length - 1;
  const others = states.map((_, index) => index).filter((index) => index !== last);
  return fc
    .shuffledSubarray(others)
    .chain((some) => fc.nat({ max: some.length }).map((place) => some.toSpliced(place, 0, last)));
}
