import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventStore } from '#event-store';
import { type QueryFault, failQueries } from '../../setup/fail-query.js';
import type { Deployer } from './deployer.js';
import type { Newsletter } from './newsletter.js';
import { Newsroom } from './newsroom.js';

const LONG_MS = 300_000;
/** More than two weeks and less than five: past each send time. */
const FOUR_WEEKS_MS = 28 * 24 * 60 * 60_000;
const FAULTS: QueryFault[] = ['57P01', '40P01', '40001', 'cut', 'cut after'];
/** `npm run test:faults` breaks every query in every way; otherwise an even sample. */
const ROUNDS = process.env['FAULT_ROUNDS'] === 'all' ? Infinity : 3;

let room: Newsroom;
let deployer: Deployer;
/** Queries of gateway and deployer so far in this story, and which one fails and how. */
let asked = 0;
let broken: { n: number; fault: QueryFault } | undefined;
/** The gateway uses the spec's connections, too: its queries count during its requests. */
let isSending = false;

function judge(): QueryFault | undefined {
  asked += 1;
  return asked === broken?.n ? broken.fault : undefined;
}

beforeAll(async () => {
  room = await Newsroom.open();
  deployer = await room.deployer('only');
  failQueries(deployer.dataSource, judge);
  failQueries(room.gateway.app.get(EventStore).dataSource, () => (isSending ? judge() : undefined));
}, LONG_MS);

afterAll(() => room?.close());

async function sent(sending: Promise<void>): Promise<void> {
  isSending = true;
  await sending.finally(() => (isSending = false));
}

/** One newsletter from its first save to its readers; returns the number of queries. */
async function story(news: Newsletter): Promise<number> {
  asked = 0;
  news.isStoreBroken = true;
  await sent(news.saved('first text'));
  await news.until(deployer, 'audience');
  // The spec's own query of the clock is not one of the gateway's.
  await news.plan();
  await sent(news.scheduled('last text'));
  await news.toTheEnd(deployer);
  const scheduled = news.atOmeda();
  expect(scheduled).toMatchObject([{ status: 'Scheduled', isTested: true }]);
  expect(scheduled[0]?.html).toContain('last text');
  expect(scheduled[0]?.scheduledAt).toBe(news.wantedSendAt);
  await room.pass(FOUR_WEEKS_MS);
  await news.untilSent(deployer);
  broken = undefined;
  return asked;
}

/** Nothing is lost, doubled or left over. */
async function verify(news: Newsletter): Promise<void> {
  expect(news.atOmeda()).toMatchObject([{ status: 'Sent', tests: 1 }]);
  expect(news.effects('create', 'audience-add', 'sendtest', 'schedule')).toHaveLength(4);
  const types = (await news.events()).map(({ type }) => type);
  const count = (wanted: string) => types.filter((type) => type === wanted).length;
  expect(['PostReceived', 'DeploymentScheduled', 'DeploymentSent'].map(count)).toEqual([2, 1, 1]);
  expect(['DeploymentFailed', 'DeploymentHeld', 'DeploymentMissed'].map(count)).toEqual([0, 0, 0]);
}

describe('a newsletter during which one query of the store fails', () => {
  it.each(FAULTS)(
    'goes out once, on time and as it was last saved, whichever query that is: %s',
    async (fault) => {
      const whole = room.newsletter();
      const queries = await story(whole);
      await verify(whole);
      const apart = Math.max(1, Math.floor(queries / ROUNDS));
      const first = 1 + ((FAULTS.indexOf(fault) * 7) % apart);
      for (let n = first; n <= queries; n += apart) {
        broken = { n, fault };
        const news = room.newsletter();
        await story(news).catch((error: unknown) => {
          throw new Error(`Query ${n} of ${queries} failed with ${fault}`, { cause: error });
        });
        await verify(news);
      }
    },
    process.env['FAULT_ROUNDS'] === 'all' ? 3_600_000 : LONG_MS,
  );
});
