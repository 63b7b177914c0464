import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { EventStore, Overview } from '#event-store';
import { OPERATORS } from '#notifications';
import { GATEWAY_SETTINGS } from '../gateway-settings.js';
import { type Check, fault, ok, warning } from '../operations/doctor/check.js';
import { Doctor } from '../operations/doctor/doctor.js';
import { StandingReader } from './standing.js';

/** What operators are notified of if the doctor finds this. */
async function standing(checks: Check[], groups: object[] = []) {
  const module = await Test.createTestingModule({
    providers: [
      StandingReader,
      { provide: Overview, useValue: { groups: () => groups, near: () => [] } },
      { provide: EventStore, useValue: { now: () => '2026-11-24T06:00:00Z' } },
      { provide: Doctor, useValue: { examineHere: () => Promise.resolve(checks) } },
      { provide: GATEWAY_SETTINGS, useValue: {} },
    ],
  }).compile();
  return module.get(StandingReader).of(OPERATORS);
}

const away = (node: string) => fault('broker', `No connection to ${node}: refused.`, 'start it.');

describe('a problem that several nodes have', () => {
  it.each([
    ['no node can be reached', ['a', 'b'].map(away), 'check:BrokerUnreachable'],
    [
      'two sides of a partition',
      ['a', 'b'].map((node) => fault('network partition', `${node} is apart.`, 'restart it.')),
      'check:network partition',
    ],
  ])('is reported once, with all words: %s', async (_what, checks, key) => {
    const { active } = await standing(checks);
    expect(active).toMatchObject([{ key, words: checks.map(({ words }) => words).join(' ') }]);
    expect(active[0]?.cure).toBe(checks[0]?.cure);
  });
});

describe('what only the broker knows', () => {
  const AT_ITS_MANAGEMENT = ['check:queue without majority', 'check:network partition'];
  const AT_THE_BROKER = ['check:parked', 'check:deployers', 'check:topology'];

  it.each([
    ['while no node can be reached', [away('a')], [...AT_ITS_MANAGEMENT, ...AT_THE_BROKER]],
    [
      'while its management API is silent',
      [ok('broker', 'RabbitMQ'), warning('queues', 'does not tell', 'start it.')],
      AT_ITS_MANAGEMENT,
    ],
    ['while all respond', [ok('broker', 'RabbitMQ'), ok('queues', 'all')], []],
  ])('is not over %s', async (_when, checks, unknown) => {
    const { isUnknown } = await standing(checks);
    expect([...AT_ITS_MANAGEMENT, ...AT_THE_BROKER].filter(isUnknown)).toEqual(unknown);
    expect(isUnknown('check:space')).toBe(false);
  });
});

describe('a newsletter that was sent after it was withdrawn', () => {
  const group = (latest: string) => ({
    key: 'key',
    kind: 'sent-after-withdrawal',
    brand: 'DEMO',
    words: '',
    count: 2,
    since: new Date('2026-11-22T06:00:00Z'),
    latest: new Date(latest),
    titles: ['Morning', 'Evening'],
  });

  it.each([
    ['is reported', 'within', '2026-11-23T06:01:00Z', ['NewsletterSentAfterWithdrawal']],
    ['is no longer reported', 'after', '2026-11-23T05:59:00Z', []],
  ])('%s %s a day, as in its rule', async (_shown, _when, latest, alerts) => {
    const { active } = await standing([], [group(latest)]);
    expect(active.map(({ alert }) => alert)).toEqual(alerts);
  });
});
