import { describe, expect, it } from 'vitest';
import { decideBrand, evolveBrand, HEALTHY_BRAND, plus } from '../src/index.js';
import { HOUR, MINUTE, NOON, SECOND, given } from './scenario.testing.js';

/** The clock was wrong from noon on, for ten minutes, by this much: 0 if it was right. */
function wrongBy(ms: number) {
  const from = plus(NOON, ms);
  return {
    from,
    command: {
      kind: 'correct-clock' as const,
      step: 1,
      from,
      to: plus(from, 10 * MINUTE),
      byMs: -ms,
    },
  };
}

const DIRECTIONS = [
  ['an hour ahead', HOUR],
  ['an hour behind', -HOUR],
] as const;

describe.each(DIRECTIONS)('a clock that was %s for ten minutes', (_words, byMs) => {
  const { from, command } = wrongBy(byMs);

  it('a draft saved in that time is created five minutes after the save', () => {
    const draft = given().at(from).saved('text').at(plus(NOON, MINUTE)).do(command);
    expect(draft.deployment.due).toMatchObject({ step: 'create', dueAt: plus(NOON, 5 * MINUTE) });
  });

  it('what was published in that time goes out half an hour after the act, and says so', () => {
    const published = given().at(from).published().at(plus(NOON, MINUTE)).do(command);
    const sendAt = plus(NOON, 30 * MINUTE);
    expect(published.deployment.sendAt).toBe(sendAt);
    const asked = published.events.filter(({ type }) => type === 'PublishRequested');
    expect(asked.at(-1)?.data).toMatchObject({ sendAt, sendAtBy: 'publish', consent: {} });
  });

  it('a post scheduled for a date keeps it', () => {
    const sendAt = plus(NOON, 5 * HOUR);
    const dated = given().at(from).scheduledFor(sendAt).at(plus(NOON, MINUTE)).do(command);
    expect(dated.deployment.sendAt).toBe(sendAt);
    expect(dated.events.filter(({ type }) => type === 'PublishRequested')).toHaveLength(1);
  });

  it('what was recorded at other times is unchanged', () => {
    const saved = given()
      .at(plus(NOON, -3 * HOUR))
      .saved('text');
    const { due } = saved.deployment;
    saved.at(plus(NOON, 11 * MINUTE)).do(command);
    expect(saved.last).toMatchObject({ facts: [], because: 'nothing was recorded then' });
    expect(saved.deployment.due).toEqual(due);
  });

  it('is corrected once, however often that is requested', () => {
    const saved = given().at(from).saved('text').at(plus(NOON, MINUTE)).do(command);
    const { state } = saved;
    expect(saved.do(command).last.because).toBe('it was already corrected');
    expect(saved.state).toEqual(state);
  });
});

describe('a newsletter that missed its time because the clock was ahead', () => {
  const { from, command } = wrongBy(HOUR);
  const sendAt = plus(NOON, 30 * MINUTE);

  function missed() {
    const dated = given().at(plus(NOON, -HOUR)).scheduledFor(sendAt);
    return dated.at(from).do({ kind: 'pass-time', brandHeld: true });
  }

  it('continues, as its time has not passed', () => {
    const held = missed();
    expect(held.deployment.held?.by).toBe('missed');
    held.at(plus(NOON, MINUTE)).do(command);
    expect(held.deployment.held).toBeUndefined();
    expect(held.deployment).toMatchObject({ sendAt, due: { step: 'create' } });
  });

  it('stays held if a person held it', () => {
    const held = given().at(plus(NOON, -HOUR)).scheduledFor(sendAt);
    held.do({ kind: 'hold', reason: 'Waiting for legal.' });
    held.at(from).do({ kind: 'pass-time', brandHeld: false });
    expect(held.deployment.held?.by).toBe('missed');
    held.at(plus(NOON, MINUTE)).do(command);
    expect(held.deployment.held).toMatchObject({ by: 'person', reason: 'Waiting for legal.' });
  });

  it('stays missed if its time has passed', () => {
    const held = missed()
      .at(plus(sendAt, 20 * MINUTE))
      .do(command);
    expect(held.deployment.held?.by).toBe('missed');
  });

  it('stays missed if that was before', () => {
    const held = given()
      .at(plus(NOON, -5 * HOUR))
      .scheduledFor(plus(NOON, -3 * HOUR));
    held.at(plus(NOON, -2 * HOUR)).do({ kind: 'pass-time', brandHeld: true });
    held.at(from).updated('text').at(plus(NOON, MINUTE)).do(command);
    expect(held.deployment.held?.by).toBe('missed');
  });
});

describe('a time that a person chose while the clock was ahead', () => {
  const { from, command } = wrongBy(HOUR);

  it('stays as it was chosen', () => {
    const sendAt = plus(NOON, 4 * HOUR);
    const sent = given().saved('text').at(from).do({ kind: 'send', at: sendAt });
    expect(sent.at(plus(NOON, MINUTE)).do(command).deployment.sendAt).toBe(sendAt);
  });

  it('"now" is when it was requested', () => {
    const sent = given().saved('text').at(from).do({ kind: 'send', at: 'now' });
    expect(sent.at(plus(NOON, MINUTE)).do(command).deployment.sendAt).toBe(NOON);
  });
});

describe('a lease granted while the clock was ahead', () => {
  it('ends when it should', () => {
    const { from, command } = wrongBy(HOUR);
    const running = given().at(plus(NOON, -HOUR)).saved('text').at(from).start('create');
    const { leaseUntil = '' } = running.deployment.running ?? {};
    running.at(plus(NOON, 30 * SECOND)).do(command);
    expect(running.deployment.running?.leaseUntil).toBe(plus(leaseUntil, -HOUR));
  });
});

describe('the probe of a held brand, put off while the clock was ahead', () => {
  it('is made in time', () => {
    const { from, command } = wrongBy(HOUR);
    const failed = {
      kind: 'brand-failed',
      reason: 'unreachable',
      words: '',
      probed: false,
    } as const;
    const [held] = decideBrand(HEALTHY_BRAND, failed, from);
    const brand = held ? evolveBrand(HEALTHY_BRAND, { ...held, at: from }) : HEALTHY_BRAND;
    const [corrected] = decideBrand(brand, command, plus(NOON, MINUTE));
    const now = corrected ? evolveBrand(brand, { ...corrected, at: NOON }) : brand;
    expect(now.probeAt).toBe(plus(NOON, MINUTE));
    expect(decideBrand(now, command, plus(NOON, MINUTE))).toEqual([]);
  });
});
