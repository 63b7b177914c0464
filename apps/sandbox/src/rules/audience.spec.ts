import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, BareHttp } from '../bare-http.testing.js';
import { type Sandbox, startSandbox } from '../start-sandbox.js';
import { LOCKED, NOW, UNKNOWN, itRefuses } from './rules.testing.js';

let sandbox: Sandbox;
let http: BareHttp;

beforeAll(async () => {
  sandbox = await startSandbox();
  http = new BareHttp(sandbox);
});
beforeEach(() => sandbox.world.clock.set(NOW));
afterAll(() => sandbox.close());

describe('audience refuses', () => {
  const listId = ({ text }: Answer) => /"ListId":"(\d+)"/.exec(text)?.[1] ?? '';
  const remove = (TrackId: string, name: object) =>
    http.post('audience/remove', { UserId: 'owner', TrackId, SplitNumber: 1, ...name });
  itRefuses([
    [
      "'QueryName' is a required field.",
      400,
      async () => http.addAudience(await http.created(), { QueryName: '' }),
    ],
    [
      "'SplitNumber' is a required field.",
      400,
      async () => http.addAudience(await http.created(), { SplitNumber: null }),
    ],
    [UNKNOWN, 404, () => http.addAudience('NONE1')],
    [LOCKED, 400, async () => http.addAudience(await http.scheduled())],
    [
      'Split 2 does not exist for deployment #. It has 1 split.',
      400,
      async () => http.addAudience(await http.created(), { SplitNumber: 2 }),
    ],
    [
      "Split 1 already has recipient list 'Daily' assigned on 2026-07-15 07:00. You must first remove 'Daily' before assigning a list to split 1.",
      400,
      async () => {
        const trackId = await http.created();
        await http.addAudience(trackId);
        return http.addAudience(trackId, { QueryName: 'Weekly' });
      },
    ],
    [
      "A recipient list with the name 'readers.csv' has been used previously for this deployment on 2026-07-15 07:00.",
      400,
      async () => {
        const trackId = await http.created();
        const file = { RecipientList: 'readers.csv', QueryName: undefined };
        await http.addAudience(trackId, file);
        await remove(trackId, file);
        return http.addAudience(trackId, file);
      },
    ],
    ['ListId 4711 was not found.', 404, () => http.get('audience/status/4711')],
    [
      "List removed: Audience list 'Daily' was removed by owner on 2026-07-15 07:00.",
      409,
      async () => {
        const trackId = await http.created();
        const id = listId(await http.addAudience(trackId));
        await remove(trackId, { QueryName: 'Daily' });
        return http.get(`audience/status/${id}`);
      },
    ],
    [
      'File contained no valid recipient records.',
      409,
      async () => {
        const queries = sandbox.world.brands.get('DEMO')?.queries ?? {};
        queries['Nobody'] = { count: 0, outcome: 'EMPTY' };
        const added = await http.addAudience(await http.created(), { QueryName: 'Nobody' });
        sandbox.world.clock.advance(sandbox.world.audienceLoadMs);
        return http.get(`audience/status/${listId(added)}`);
      },
    ],
  ]);

  it('the removal of what is not assigned', async () => {
    expect((await remove(await http.created(), { QueryName: 'Daily' })).status).toBe(404);
  });

  it('no query that was removed before', async () => {
    const trackId = await http.created();
    await http.addAudience(trackId);
    await remove(trackId, { QueryName: 'Daily' });
    expect((await http.addAudience(trackId)).status).toBe(200);
  });
});
