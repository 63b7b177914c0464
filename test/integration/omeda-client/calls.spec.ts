import { type OmedaClient } from '#omeda-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import {
  HTML,
  NOW,
  details,
  openDocumentedOmeda,
  refusal,
  testedAt,
} from './documented-omeda.testing.js';
import {
  DEFAULT_SWITCHES,
  SWITCH_WAYS,
  type Switches,
} from '../../../apps/sandbox/src/model/switches.js';

/** Each switch alone in every undocumented position, then all of them at once. */
const SINGLE = Object.entries(SWITCH_WAYS).flatMap(([name, [, ...others]]) =>
  others.map((way): [string, Partial<Switches>] => [`with ${name}: ${way}`, { [name]: way }]),
);
const LAST_WAYS = Object.entries(SWITCH_WAYS).map(([name, ways]) => [name, ways.at(-1)]);
const SEEN: [string, Partial<Switches>][] = [
  ['as documented', {}],
  ...SINGLE,
  ['in every other way at once', Object.fromEntries(LAST_WAYS)],
];

let sandbox: Sandbox;
let client: OmedaClient;

beforeAll(async () => {
  ({ sandbox, client } = await openDocumentedOmeda());
});
beforeEach(() => sandbox.world.clock.set(NOW));
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

const loaded = () => sandbox.world.clock.advance(sandbox.world.audienceLoadMs);
const tested = () => testedAt({ sandbox, client });

describe.each(SEEN)('Omeda %s', (_seen, switches) => {
  beforeEach(() => {
    sandbox.world.switches = { ...DEFAULT_SWITCHES, ...switches };
  });

  it('carries a newsletter from create to sent', async () => {
    const testers = [{ email: 'tess@daily.example', firstName: 'Tess', reportRecipient: true }];
    const { trackId } = await client.create({ ...details, campaignId: 'c1', testers });
    const audience = { queryName: 'Daily', outputCriteria: 'region = 5' };
    const { listId } = await client.addAudience({ trackId, ...audience });
    expect(await client.audienceStatus(listId)).toEqual({ status: 'QUEUED' });
    const sent = { trackId, html: HTML, subject: 'Hello & ]]>', fromName: 'The Daily' };
    expect(await client.setContent(sent)).toEqual({ warnings: [] });
    expect(await client.contentLookup(trackId)).toEqual({ html: HTML });
    loaded();
    expect(await client.audienceStatus(listId)).toEqual({ status: 'DONE', recipientCount: 1_200 });
    expect((await client.approvals(trackId)).tests).toEqual([]);
    await client.sendTest(trackId);
    expect(await client.approvals(trackId)).toMatchObject({
      status: sandbox.world.switches.statusAfterTest,
      tests: [{ number: 1, status: 'Sent', sentAt: '2026-07-15T12:00:00.000Z' }],
    });
    const at = '2026-07-15T15:00:00.000Z';
    expect(await client.schedule({ trackId, at })).toEqual({ scheduledDate: '2026-07-15 10:00' });
    expect(await client.lookup(trackId)).toMatchObject({
      trackId,
      name: 'Morning news',
      status: 'Scheduled',
      deploymentTypeId: 1,
      campaignId: 'c1',
      notes: 'our marker',
      scheduledAt: at,
      scheduledDate: '2026-07-15 10:00',
      ...audience,
      subject: 'Hello & ]]>',
      recipientCount: 1_200,
      createdAt: '2026-07-15T12:00:00.000Z',
      modificationHistory: expect.arrayContaining([
        expect.objectContaining({ description: 'Content set.', by: 'owner' }),
      ]),
    });
    sandbox.world.clock.set('2026-07-15T15:05:00.000Z');
    expect(await client.lookup(trackId)).toMatchObject({
      status: 'Sent',
      sentAt: at,
      sentCount: 1_200,
    });
    expect(sandbox.world.deployments.get(trackId)).toMatchObject({
      content: { html: HTML, mailbox: 'news' },
      testers: [{ EmailAddress: 'tess@daily.example', FirstName: 'Tess', ReportRecipient: 1 }],
      ownerUserId: 'owner',
      approverUserId: 'approver',
    });
  });

  it('finds what a lost reply created', async () => {
    const { trackId } = await client.create({ ...details, name: 'Lost & found' });
    const found = await client.search({ name: 'Lost & found', statuses: ['NEW'] });
    expect(found).toContainEqual({
      trackId,
      name: 'Lost & found',
      status: 'New',
      deploymentTypeId: 1,
      createdAt: NOW,
    });
    expect(await client.search({ name: 'Lost', numResults: 1 })).toHaveLength(1);
  });

  it('reports the results of a query without recipients, and of an unknown one', async () => {
    const { emptyQuery, unknownQuery } = sandbox.world.switches;
    const load = async (queryName: string) => {
      const { trackId } = await client.create(details);
      const { listId } = await client.addAudience({ trackId, queryName });
      loaded();
      return client.audienceStatus(listId);
    };
    if (emptyQuery === 'conflict') {
      expect(await refusal(load('Nobody'))).toMatchObject({ class: 'list-conflict' });
    } else {
      expect(await load('Nobody')).toMatchObject({ recipientCount: 0 });
    }
    if (unknownQuery === 'refused') {
      expect(await refusal(load('Unknown'))).toMatchObject({ class: 'permanent' });
    } else {
      expect(['DONE', 'ERROR']).toContain((await load('Unknown')).status);
    }
  });

  it('says which refusals mean that the wish is fulfilled', async () => {
    const trackId = await tested();
    const add = client.addAudience({ trackId, queryName: 'Daily' });
    expect(await refusal(add)).toMatchObject({ class: 'already-assigned', status: 400 });
    expect(await refusal(client.unschedule(trackId))).toMatchObject({ class: 'not-scheduled' });
    const at = '2026-07-15T15:00:00.000Z';
    await client.schedule({ trackId, at });
    const again = await refusal(client.schedule({ trackId, at }));
    expect(again).toMatchObject({ class: 'already-scheduled', at, mayHaveTakenEffect: false });
    await client.unschedule(trackId);
    await client.cancel(trackId);
    expect(await refusal(client.cancel(trackId))).toMatchObject({ class: 'cancelled' });
  });

  it('reports which refusals have another cure', async () => {
    const { trackId } = await client.create(details);
    await client.addAudience({ trackId, queryName: 'Daily' });
    await client.setContent({ trackId, html: HTML, subject: 'Hello', fromName: 'The Daily' });
    expect(await refusal(client.sendTest(trackId))).toMatchObject({ class: 'audience-not-ready' });
    loaded();
    await client.sendTest(trackId);
    await client.setContent({ trackId, html: HTML, subject: 'Hi', fromName: 'The Daily' });
    const at = '2026-07-15T15:00:00.000Z';
    expect(await refusal(client.schedule({ trackId, at }))).toMatchObject({ class: 'modified' });
    await client.sendTest(trackId);
    const late = client.schedule({ trackId, at: '2026-07-15T11:00:00.000Z' });
    expect(await refusal(late)).toMatchObject({ class: 'not-in-future' });
    await client.schedule({ trackId, at: 'now' });
    const sent = await refusal(client.unschedule(trackId));
    expect(sent).toMatchObject({ class: 'sent', at: NOW });
  });

  it('says what is final', async () => {
    const { trackId } = await client.create(details);
    const faulty = client.setContent({ trackId, html: '<p>Hello</p>', subject: 'Hello' });
    expect(await refusal(faulty)).toMatchObject({
      class: 'permanent',
      status: 400,
      texts: ['HtmlContent must have open and closed html and body tags.'],
      message: 'HtmlContent must have open and closed html and body tags.',
      call: 'setContent',
    });
    sandbox.portal(trackId, { action: 'edit' });
    const edited = client.update({ trackId, name: 'Evening' });
    expect(await refusal(edited)).toMatchObject({ class: 'managed-in-portal' });
    expect(await refusal(client.lookup('DEMO1'))).toMatchObject({ class: 'not-found' });
    expect(await refusal(client.audienceStatus('4711'))).toMatchObject({ class: 'not-found' });
  });

  it('says when a list is gone', async () => {
    const { trackId } = await client.create(details);
    const { listId } = await client.addAudience({ trackId, queryName: 'Daily' });
    await client.removeAudience({ trackId, queryName: 'Daily' });
    expect(await refusal(client.audienceStatus(listId))).toMatchObject({
      class: 'list-conflict',
      status: 409,
    });
    const again = client.removeAudience({ trackId, queryName: 'Daily' });
    expect(await refusal(again)).toMatchObject({ class: 'not-found' });
  });

  it('changes details and leaves the others', async () => {
    const { trackId } = await client.create(details);
    await client.update({ trackId, name: 'Evening news', campaignId: 'c2' });
    expect(await client.lookup(trackId)).toMatchObject({
      name: 'Evening news',
      campaignId: 'c2',
      notes: 'our marker',
    });
  });

  it('passes on what Omeda warns about', async () => {
    const { trackId } = await client.create(details);
    const html = '<html><body><a href="x:y">Hello</a></body></html>';
    const { warnings } = await client.setContent({ trackId, html, subject: 'Hello' });
    expect(warnings).toEqual([
      'Missing Unsubscribe Link for split 1 in HTML',
      "Invalid link found: 'x:y'",
    ]);
  });
});
