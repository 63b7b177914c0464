import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plus } from '../src/index.js';
import { type PostState, deliveries, postStates } from './post-acts.testing.js';
import { MINUTE, NOON, SECOND, type Scenario, given } from './scenario.testing.js';

const stories = postStates(NOON).chain((states) =>
  fc.record({
    states: fc.constant(states),
    order: deliveries(states),
    runsBetween: fc.array(fc.constantFrom(0, 0, 1, 2, 3, 6, 15, 20), {
      minLength: 8,
      maxLength: 8,
    }),
  }),
);

function save(story: Scenario, state: PostState, sequence: number): void {
  const { type, status, dateInMinutes, consent, hasType, text } = state;
  story.post(type, status, {
    sequence,
    consent,
    text,
    noType: !hasType,
    postDate: dateInMinutes === null ? null : plus(NOON, dateInMinutes * MINUTE),
  });
}

/** Runs what is due, while the story stays well before its publish delay. */
function run(story: Scenario, times: number, untilMinute = 12): void {
  const until = plus(NOON, untilMinute * MINUTE);
  for (let turn = 0; turn < times; turn += 1) {
    const { due, running } = story.deployment;
    if (running) story.succeeds(running.step);
    else if (!due || due.step === 'watch' || due.dueAt > until) return;
    else if (due.step === 'await-audience') story.runs(due.step);
    else story.start();
  }
}

/** What readers get, and when. Without a deployment type a post is no newsletter, draft or not. */
function outcome(story: Scenario) {
  const { intent, content, sendAt, omeda, consent } = story.deployment;
  const isAsleep = intent !== 'trashed' && (intent === 'archive' || !content);
  const { scheduled } = omeda ?? {};
  return {
    intent: isAsleep ? 'not sent' : intent,
    sendAt,
    consent: intent === 'publish' ? consent?.id : undefined,
    scheduledAt: scheduled?.sendAt,
    sends: scheduled && omeda?.contentHash,
  };
}

describe('whichever events are lost, and in whatever order the others arrive', () => {
  it('the newsletter ends as the last state of its post requires', () => {
    fc.assert(
      fc.property(stories, ({ states, order, runsBetween }) => {
        const last = states.length - 1;
        const story = given().at(plus(NOON, 60 * SECOND));
        for (const [turn, index] of order.entries()) {
          save(story, states[index] as PostState, index + 1);
          run(story, runsBetween[turn] ?? 0);
        }
        run(story, 50, 25);
        const alone = given().at(plus(NOON, 60 * SECOND));
        save(alone, states[last] as PostState, last + 1);
        run(alone, 50, 25);
        expect(outcome(story)).toEqual(outcome(alone));
      }),
      { numRuns: 1000 },
    );
  });
});
