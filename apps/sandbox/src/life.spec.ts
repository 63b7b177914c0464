import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BareHttp, HTML } from './bare-http.testing.js';
import { type Sandbox, startSandbox } from './start-sandbox.js';
import { DEFAULT_SWITCHES } from './model/switches.js';

const NOW = '2026-07-15T12:00:00.000Z';
let sandbox: Sandbox;
let http: BareHttp;

beforeAll(async () => {
  sandbox = await startSandbox();
  http = new BareHttp(sandbox);
});
beforeEach(() => {
  sandbox.world.clock.set(NOW);
  sandbox.world.switches = { ...DEFAULT_SWITCHES };
});
afterAll(() => sandbox.close());

type Fields = Record<string, unknown>;
const look = async (trackId: string) =>
  JSON.parse((await http.get(`lookup/${trackId}`)).text) as Fields & { Splits: Fields[] };
const find = async (filter: object) => {
  const { text } = await http.post('search', filter);
  return (JSON.parse(text) as { Deployments: Fields[] }).Deployments;
};

describe('a deployment on its way', () => {
  it('is New, Waiting Review, Scheduled, Sending and Sent, by the clock alone', async () => {
    const trackId = await http.filled();
    const status = async () => (await look(trackId))['Status'];
    expect(await status()).toBe('New');
    await http.act('sendtest', trackId);
    expect(await status()).toBe('Waiting Review');
    await http.schedule(trackId, '2026-07-15 10:00');
    expect(await status()).toBe('Scheduled');
    sandbox.world.clock.set('2026-07-15T15:00:00.000Z');
    expect(await status()).toBe('Sending');
    sandbox.world.clock.set('2026-07-15T15:02:00.000Z');
    expect(await look(trackId)).toMatchObject({
      Status: 'Sent',
      SentDate: '2026-07-15 10:00',
      ScheduledDate: '2026-07-15 10:00',
      SentCount: 1_200,
      Notes: 'marker',
    });
  });

  it('goes at once with [NOW]', async () => {
    const trackId = await http.scheduled('[NOW]');
    expect((await look(trackId))['Status']).toBe('Sending');
  });

  it('keeps its hour in winter as in summer', async () => {
    const trackId = await http.scheduled('2026-12-15 10:00');
    expect(sandbox.world.deployments.get(trackId)?.scheduledMs).toBe(Date.UTC(2026, 11, 15, 16));
  });

  it('can be edited, tested and scheduled again once it is unscheduled', async () => {
    const trackId = await http.scheduled();
    expect((await http.act('unschedule', trackId)).status).toBe(200);
    expect((await http.setContent(trackId, { Subject: 'Better' })).status).toBe(200);
    expect((await http.schedule(trackId)).status).toBe(400);
    await http.act('sendtest', trackId);
    expect((await http.schedule(trackId)).status).toBe(200);
  });

  it('is made twice by the same create sent twice', async () => {
    const [one, two] = [await http.created(), await http.created()];
    expect(one).toMatch(/^DEMO260715\d+$/);
    expect(two).not.toBe(one);
  });

  it('has one entry a test in its approvals', async () => {
    const trackId = await http.tested();
    await http.act('sendtest', trackId);
    const { Tests } = JSON.parse((await http.get(`approvals/${trackId}`)).text) as {
      Tests: Fields[];
    };
    expect(Tests.map(({ TestNumber }) => TestNumber)).toEqual([1, 2]);
  });

  it('shows its content as it was sent, once the charset is stated', async () => {
    const trackId = await http.created();
    const html = HTML.replace('Hello', 'Grüße ]] &amp; 😀');
    await http.setContent(trackId, { HtmlContent: html });
    expect((await http.get(`content/lookup/html/${trackId}/1`)).text).toBe(html);
  });

  it('is warned about a missing unsubscribe link and an odd one', async () => {
    const trackId = await http.created();
    const html = '<html><body><a href="javascript:x">x</a></body></html>';
    const { status, type, text } = await http.setContent(trackId, { HtmlContent: html });
    expect(status).toBe(200);
    expect(type).toContain('application/xml');
    expect(text).toContain('<Warning>Missing Unsubscribe Link for split 1 in HTML</Warning>');
    expect(text).toMatch(/<Warning>Invalid link found: .*javascript:x/);
  });
});

describe('an audience', () => {
  it('is queued, in process, and done with its count', async () => {
    const { text } = await http.addAudience(await http.created());
    const id = /"ListId":"(\d+)"/.exec(text)?.[1];
    const status = async () => JSON.parse((await http.get(`audience/status/${id}`)).text) as Fields;
    expect(await status()).toMatchObject({ AssignmentStatusCode: 'QUEUED', QueryName: 'Daily' });
    sandbox.world.clock.advance(sandbox.world.audienceLoadMs / 2);
    expect(await status()).toMatchObject({ AssignmentStatusCode: 'IN_PROCESS' });
    sandbox.world.clock.advance(sandbox.world.audienceLoadMs);
    expect(await status()).toMatchObject({ AssignmentStatusCode: 'DONE', RecipientCount: 1_200 });
  });
});

describe('a search', () => {
  it('matches parts of name and TrackId, type and status, the most recent first', async () => {
    const first = await http.created({ DeploymentName: 'Needle one' });
    const second = await http.created({ DeploymentName: 'needle two', DeploymentTypeId: 2 });
    await http.act('cancel', first);
    const ids = async (filter: object) => (await find(filter)).map(({ TrackId }) => TrackId);
    expect(await ids({ DeploymentName: 'NEEDLE' })).toEqual([second, first]);
    expect(await ids({ DeploymentName: 'needle', Statuses: ['CANCELLED'] })).toEqual([first]);
    expect(await ids({ DeploymentName: 'needle', Type: 'Alerts' })).toEqual([second]);
    expect(await ids({ DeploymentName: 'needle', NumResults: 1 })).toEqual([second]);
    expect(await ids({ TrackId: second })).toEqual([second]);
  });

  it('by date means the scheduled or sent date, and misses a new one', async () => {
    const trackId = await http.created({ DeploymentName: 'Dated' });
    const range = {
      DeploymentDateStart: '2026-07-01 00:00',
      DeploymentDateEnd: '2026-08-01 00:00',
    };
    expect(await find({ TrackId: trackId })).toHaveLength(1);
    expect(await find({ TrackId: trackId, ...range })).toHaveLength(0);
  });

  it('has neither notes nor campaign', async () => {
    const [entry] = await find({ TrackId: await http.created() });
    expect(entry).not.toHaveProperty('Notes');
    expect(entry).not.toHaveProperty('CampaignId');
  });

  it('answers at most 200', async () => {
    for (let n = 0; n < 201; n += 1) await http.created({ DeploymentName: 'Many' });
    expect(await find({ DeploymentName: 'Many', NumResults: 500 })).toHaveLength(200);
  });
});

describe('what is documented one way and seen another', () => {
  const set = (switches: object) => Object.assign(sandbox.world.switches, switches);

  it.each(['wrapped', 'top-level'] as const)('create replies %s', async (replyShape) => {
    set({ replyShape });
    const reply = JSON.parse((await http.create()).text) as Fields;
    const info = (reply['ResponseInfo'] as Fields[] | undefined)?.[0] ?? reply;
    expect(info).toMatchObject({ TrackId: expect.any(String), SubmissionId: expect.any(String) });
    expect('ResponseInfo' in reply).toBe(replyShape === 'wrapped');
  });

  it.each([
    ['documented', 'application/json'],
    ['json', 'application/json'],
    ['xml', 'application/xml'],
    ['text', 'text/plain'],
  ] as const)('errors come as %s', async (errorBody, type) => {
    set({ errorBody });
    const answer = await http.create({ DeploymentName: '' });
    expect(answer.type).toContain(type);
    expect(answer.text).toContain('is a required field.');
  });

  it('audience replies in numbers, ListUrl and AssignmentStatus', async () => {
    set({ listIdType: 'number', urlField: 'ListUrl', statusField: 'AssignmentStatus' });
    const added = JSON.parse((await http.addAudience(await http.created())).text) as Fields;
    expect(added).toMatchObject({ ListId: expect.any(Number), ListUrl: expect.any(String) });
    const { text } = await http.get(`audience/status/${String(added['ListId'])}`);
    expect(JSON.parse(text)).toMatchObject({ AssignmentStatus: 'QUEUED' });
  });

  it('lookups in capitals, other field names and other booleans', async () => {
    set({ statusStyle: 'WAITING_REVIEW', splitFields: 'seen', booleans: 'text' });
    const Testers = [{ EmailAddress: 'a@b.example', ReportRecipient: 1 }];
    const trackId = await http.created({ Testers });
    await http.addAudience(trackId);
    await http.setContent(trackId);
    sandbox.world.clock.advance(sandbox.world.audienceLoadMs);
    await http.act('sendtest', trackId);
    expect(await look(trackId)).toMatchObject({
      Status: 'WAITING_REVIEW',
      Splits: [{ Sequence: 1, EmailSubject: 'Hello' }],
      Testers: [{ ReportRecipient: 'true' }],
    });
  });

  it.each(['documented', 'seen'] as const)('URLs in replies as %s', async (urls) => {
    set({ urls });
    const trackId = await http.created();
    await http.addAudience(trackId);
    const replies = [
      (await http.create()).text,
      (await http.get(`lookup/${trackId}`)).text,
      (await http.post('search', { TrackId: trackId })).text,
    ];
    const host = urls === 'seen' ? 'http://omail.invalid/' : 'https://ows.omeda.com/webservices/';
    for (const reply of replies) expect(reply).toContain(host);
  });

  it('a query that nobody knows is accepted, refused, or fails to load', async () => {
    const statusOf = async () => {
      const { status, text } = await http.addAudience(await http.created());
      sandbox.world.clock.advance(sandbox.world.audienceLoadMs);
      const id = /"ListId":"(\d+)"/.exec(text)?.[1];
      return status === 200 ? (await http.get(`audience/status/${id}`)).text : text;
    };
    expect(await statusOf()).toContain('"DONE"');
    set({ unknownQuery: 'refused' });
    expect(await statusOf()).toContain("'QueryName' Daily was not found.");
    set({ unknownQuery: 'error' });
    expect(await statusOf()).toContain('"ERROR"');
  });

  it.each([
    ['conflict', 409, 'recipient upload did not complete'],
    ['done', 200, 'no recipients specified'],
    ['warning', 200, 'no recipients specified'],
  ] as const)(
    'an empty query ends in %s, and cannot be scheduled',
    async (emptyQuery, status, words) => {
      set({ emptyQuery });
      const brand = sandbox.world.brands.get('DEMO');
      brand!.queries['Nobody'] = { count: 0, outcome: 'DONE' };
      const trackId = await http.created();
      const { text } = await http.addAudience(trackId, { QueryName: 'Nobody' });
      await http.setContent(trackId);
      sandbox.world.clock.advance(sandbox.world.audienceLoadMs);
      const id = /"ListId":"(\d+)"/.exec(text)?.[1];
      expect((await http.get(`audience/status/${id}`)).status).toBe(status);
      await http.act('sendtest', trackId);
      expect((await http.schedule(trackId)).text).toContain(words);
    },
  );

  it('after a test and after unscheduling it is Waiting Review, or New', async () => {
    set({ statusAfterTest: 'New', statusAfterUnschedule: 'New' });
    const trackId = await http.tested();
    expect((await look(trackId))['Status']).toBe('New');
    await http.schedule(trackId);
    await http.act('unschedule', trackId);
    expect((await look(trackId))['Status']).toBe('New');
    expect((await http.schedule(trackId)).status).toBe(200);
  });

  it('lookup and search lag behind a create', async () => {
    set({ lookupLagMs: 2_000, searchLagMs: 5_000 });
    const trackId = await http.created();
    const seen = async () => [
      (await http.get(`lookup/${trackId}`)).status,
      (await find({ TrackId: trackId })).length,
    ];
    expect(await seen()).toEqual([404, 0]);
    sandbox.world.clock.advance(3_000);
    expect(await seen()).toEqual([200, 0]);
    sandbox.world.clock.advance(3_000);
    expect(await seen()).toEqual([200, 1]);
  });
});
