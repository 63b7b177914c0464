import { describe, expect, it } from 'vitest';
import { type Fields, HTML } from './bare-http.testing.js';
import { useSandbox } from './use-sandbox.testing.js';

const { sandbox, http } = useSandbox({ now: '2026-07-15T12:00:00.000Z' });

describe('a deployment on its way', () => {
  it('is New, Waiting Review, Scheduled, Sending and Sent, by the clock alone', async () => {
    const trackId = await http.filled();
    const status = async () => (await http.lookup(trackId))['Status'];
    expect(await status()).toBe('New');
    await http.act('sendtest', trackId);
    expect(await status()).toBe('Waiting Review');
    await http.schedule(trackId, '2026-07-15 10:00');
    expect(await status()).toBe('Scheduled');
    sandbox.world.clock.set('2026-07-15T15:00:00.000Z');
    expect(await status()).toBe('Sending');
    sandbox.world.clock.set('2026-07-15T15:02:00.000Z');
    expect(await http.lookup(trackId)).toMatchObject({
      Status: 'Sent',
      SentDate: '2026-07-15 10:00',
      ScheduledDate: '2026-07-15 10:00',
      SentCount: 1_200,
      Notes: 'marker',
    });
  });

  it('is sent at once with [NOW]', async () => {
    const trackId = await http.scheduled('[NOW]');
    expect((await http.lookup(trackId))['Status']).toBe('Sending');
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

  it('has one entry per test in its approvals', async () => {
    const trackId = await http.tested();
    await http.act('sendtest', trackId);
    const { Tests } = JSON.parse((await http.get(`approvals/${trackId}`)).text) as {
      Tests: Fields[];
    };
    expect(Tests.map(({ TestNumber }) => TestNumber)).toEqual([1, 2]);
  });

  it('shows its content as sent, if the charset is stated', async () => {
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
    const ids = async (filter: object) => (await http.search(filter)).map(({ TrackId }) => TrackId);
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
    expect(await http.search({ TrackId: trackId })).toHaveLength(1);
    expect(await http.search({ TrackId: trackId, ...range })).toHaveLength(0);
  });

  it('has neither notes nor campaign', async () => {
    const [entry] = await http.search({ TrackId: await http.created() });
    expect(entry).not.toHaveProperty('Notes');
    expect(entry).not.toHaveProperty('CampaignId');
  });

  it('returns at most 200', async () => {
    for (let n = 0; n < 201; n += 1) await http.created({ DeploymentName: 'Many' });
    expect(await http.search({ DeploymentName: 'Many', NumResults: 500 })).toHaveLength(200);
  });
});
