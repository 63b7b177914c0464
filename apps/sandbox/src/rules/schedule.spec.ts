import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { BareHttp } from '../bare-http.testing.js';
import { type Sandbox, startSandbox } from '../start-sandbox.js';
import { LOCKED, NOT_LOADED, NOW, STRANGER, UNKNOWN, itRefuses } from './rules.testing.js';

let sandbox: Sandbox;
let http: BareHttp;

beforeAll(async () => {
  sandbox = await startSandbox();
  http = new BareHttp(sandbox);
});
beforeEach(() => sandbox.world.clock.set(NOW));
afterAll(() => sandbox.close());

describe('schedule refuses', () => {
  itRefuses([
    [
      'The scheduled date must be in the future.',
      400,
      async () => http.schedule(await http.tested(), '2026-07-15 07:00'),
    ],
    [
      "Deployment '#' is currently scheduled for 2026-07-15 10:00. You must first unschedule the deployment if you wish to re-schedule.",
      400,
      async () => http.schedule(await http.scheduled()),
    ],
    [
      "Deployment '#' was sent on 2026-07-15 10:00.",
      400,
      async () => {
        const trackId = await http.scheduled();
        sandbox.world.clock.set('2026-07-15T15:05:00.000Z');
        return http.schedule(trackId, '2026-07-16 10:00');
      },
    ],
    [
      "Deployment '#' has been previously cancelled.",
      400,
      async () => {
        const trackId = await http.tested();
        await http.act('cancel', trackId);
        return http.schedule(trackId);
      },
    ],
    [
      'There are no recipients specified for this deployment.',
      400,
      async () => {
        const trackId = await http.created();
        await http.setContent(trackId);
        return http.schedule(trackId);
      },
    ],
    ['The e-mail message has been modified.', 400, async () => http.schedule(await http.filled())],
    [
      'The e-mail message has been modified.',
      400,
      async () => {
        const trackId = await http.tested();
        await http.setContent(trackId);
        return http.schedule(trackId);
      },
    ],
    [
      "UserId 'stranger' is not authorized to schedule deployment '#'.",
      403,
      async () =>
        http.act('schedule', await http.tested(), {
          UserId: STRANGER,
          ScheduledDate: '2026-07-15 10:00',
        }),
    ],
    [
      NOT_LOADED,
      400,
      async () => {
        const trackId = await http.tested();
        const deployment = sandbox.world.deployments.get(trackId);
        if (deployment?.list) deployment.list.readyMs += 60_000;
        return http.schedule(trackId);
      },
    ],
    [UNKNOWN, 404, () => http.schedule('NONE1')],
  ]);
});

describe('unschedule and cancel refuse', () => {
  const sent = async () => {
    const trackId = await http.scheduled();
    sandbox.world.clock.set('2026-07-15T15:00:30.000Z');
    return trackId;
  };
  const cancelled = async () => {
    const trackId = await http.created();
    await http.act('cancel', trackId);
    return trackId;
  };
  const SENT = "Deployment '#' was sent on 2026-07-15 10:00.";
  const CANCELLED = "Deployment '#' has been previously cancelled.";
  itRefuses([
    [
      "Deployment '#' is not currently scheduled.",
      400,
      async () => http.act('unschedule', await http.tested()),
    ],
    [SENT, 400, async () => http.act('unschedule', await sent())],
    [CANCELLED, 400, async () => http.act('unschedule', await cancelled())],
    [SENT, 400, async () => http.act('cancel', await sent())],
    [CANCELLED, 400, async () => http.act('cancel', await cancelled())],
    [LOCKED, 400, async () => http.setContent(await cancelled())],
    [LOCKED, 400, async () => http.setContent(await sent())],
    ['Could not find deployment matching track Id NONE1', 404, () => http.get('lookup/NONE1')],
    ['Could not find deployment matching track Id NONE1', 404, () => http.get('approvals/NONE1')],
  ]);
});
