import { describe, expect, it } from 'vitest';
import type { Fields } from './bare-http.testing.js';
import { useSandbox } from './use-sandbox.testing.js';

const { sandbox, http } = useSandbox({ now: '2026-07-15T12:00:00.000Z' });

describe('what is documented one way and was seen another', () => {
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
    expect(await http.lookup(trackId)).toMatchObject({
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

  it('an unknown query is accepted, refused, or fails to load', async () => {
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
    expect((await http.lookup(trackId))['Status']).toBe('New');
    await http.schedule(trackId);
    await http.act('unschedule', trackId);
    expect((await http.lookup(trackId))['Status']).toBe('New');
    expect((await http.schedule(trackId)).status).toBe(200);
  });

  it('lookup and search lag behind a create', async () => {
    set({ lookupLagMs: 2_000, searchLagMs: 5_000 });
    const trackId = await http.created();
    const seen = async () => [
      (await http.get(`lookup/${trackId}`)).status,
      (await http.search({ TrackId: trackId })).length,
    ];
    expect(await seen()).toEqual([404, 0]);
    sandbox.world.clock.advance(3_000);
    expect(await seen()).toEqual([200, 0]);
    sandbox.world.clock.advance(3_000);
    expect(await seen()).toEqual([200, 1]);
  });
});
