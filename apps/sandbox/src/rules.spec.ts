import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, BareHttp } from './bare-http.testing.js';
import { type Sandbox, startSandbox } from './start-sandbox.js';

/** 07:00 in Chicago, on a summer's day. */
const NOW = '2026-07-15T12:00:00.000Z';
let sandbox: Sandbox;
let http: BareHttp;

beforeAll(async () => {
  sandbox = await startSandbox();
  http = new BareHttp(sandbox);
});
beforeEach(() => sandbox.world.clock.set(NOW));
afterAll(() => sandbox.close());

type Rule = [text: string, status: number, provoke: () => Promise<Answer>];

/** TrackIds and list ids differ from run to run: `#` stands for one. */
function texts({ text }: Answer): string[] {
  const json = [...text.matchAll(/"Error":"((?:[^"\\]|\\.)*)"/g)].map(([, error]) => error ?? '');
  const xml = [...text.matchAll(/<Error>([^<]*)<\/Error>/g)].map(([, error]) => error ?? '');
  const unescape = (error: string) => error.replaceAll('&apos;', "'").replaceAll('\\"', '"');
  return [...json, ...xml].map((error) => unescape(error).replaceAll(/DEMO\d{10}/g, '#'));
}

function itRefuses(rules: Rule[]): void {
  it.each(rules)('%s (%i)', async (text, status, provoke) => {
    const answer = await provoke();
    expect(texts(answer)).toContain(text);
    expect(answer.status).toBe(status);
  });
}

const FORBIDDEN = 'The AppId submitted is forbidden access.';
const LOCKED =
  "Deployment '#' cannot be edited. Sent, Scheduled , Approved, or Cancelled deployments cannot be edited.";
const EDITED =
  "Deployment '#' has been edited from the Email Builder portal and is not eligible for API access. Last edited by portal on 2026-07-15 07:00.";
const CREATED =
  "Deployment '#' was created within the Email Builder portal and is not eligible for API access.";
const NOT_LOADED = 'Audience list Daily is not valid (recipient upload did not complete).';
const UNKNOWN = "No deployment was found matching trackId 'NONE1'.";
const STRANGER = 'stranger';

describe('the door refuses', () => {
  itRefuses([
    [FORBIDDEN, 403, () => new BareHttp(sandbox, 'wrong').create()],
    ['The requested URL was not found.', 404, () => http.call('POST', 'omail/deployment', {})],
    ['The requested URL was not found.', 404, () => http.call('GET', 'omail/nothing/*')],
    ['Method Not Allowed', 405, () => http.call('DELETE', 'omail/deployment/*')],
    ['Method Not Allowed', 405, () => http.call('GET', 'omail/deployment/schedule/*')],
  ]);

  it('every call of a brand whose app id is revoked, and none when it is restored', async () => {
    const brand = sandbox.world.brands.get('DEMO');
    if (brand) brand.appIdRevoked = true;
    const refused = await Promise.all([http.create(), http.get('lookup/DEMO1')]);
    if (brand) brand.appIdRevoked = false;
    expect(refused.map(({ status }) => status)).toEqual([403, 403]);
    expect((await http.create()).status).toBe(200);
  });

  it('a brand that it does not have', async () => {
    const url = `${sandbox.url}/webservices/rest/brand/OTHER/deploymenttypes/*`;
    const response = await fetch(url, { headers: { 'x-omeda-appid': 'demo-app-id' } });
    expect(response.status).toBe(403);
  });
});

describe('create refuses', () => {
  const long = 'x'.repeat(81);
  const testers = (...emails: string[]) => ({
    Testers: emails.map((EmailAddress) => ({ EmailAddress })),
  });
  itRefuses([
    [
      `The value '${long}' for field 'DeploymentName' exceeded a max length of 80.`,
      400,
      () => http.create({ DeploymentName: long }),
    ],
    [
      `The value '${'x'.repeat(101)}' for field 'CampaignId' exceeded a max length of 100.`,
      400,
      () => http.create({ CampaignId: 'x'.repeat(101) }),
    ],
    ["'DeploymentName' is a required field.", 400, () => http.create({ DeploymentName: '' })],
    ["'DeploymentDate' is a required field.", 400, () => http.create({ DeploymentDate: '' })],
    ["'DeploymentTypeId' is a required field.", 400, () => http.create({ DeploymentTypeId: null })],
    ["'OwnerUserId' is a required field.", 400, () => http.create({ OwnerUserId: '' })],
    ["'Splits' is a required field.", 400, () => http.create({ Splits: null })],
    ["'TrackLinks' is a required field.", 400, () => http.create({ TrackLinks: null })],
    ["'OwnerUserId' stranger was not found.", 400, () => http.create({ OwnerUserId: STRANGER })],
    [
      "'FinalApproverUserId' stranger was not found.",
      400,
      () => http.create({ FinalApproverUserId: STRANGER }),
    ],
    [
      "The Duplicate value 'A@b.example' submitted for Testers array, field 'EmailAddress'. Tester emails must be unique.",
      400,
      () => http.create(testers('a@b.example', 'A@b.example')),
    ],
    [
      "The value '2' for field 'Splits' cannot be greater than 1.",
      400,
      () => http.create({ Splits: 2 }),
    ],
    [
      "The value '7' for field 'TrackLinks' must be 0 or 1.",
      400,
      () => http.create({ TrackLinks: 7 }),
    ],
    [
      "'TrackId' is not a valid field when creating a deployment. It will be auto-generated.",
      400,
      () => http.create({ TrackId: 'DEMO1' }),
    ],
    [
      "Invalid value '2026-07-15 07:00' for field 'DeploymentDate'. The date must be in the future.",
      400,
      () => http.create({ DeploymentDate: '2026-07-15 07:00' }),
    ],
    [
      "Invalid value '2026-07-20T10:00:00Z' for field 'DeploymentDate'. Date format yyyy-MM-dd HH:mm is required.",
      400,
      () => http.create({ DeploymentDate: '2026-07-20T10:00:00Z' }),
    ],
    [
      "Invalid value '7' submitted for field 'DeploymentTypeId'. The Deployment Type was not found.",
      400,
      () => http.create({ DeploymentTypeId: 7 }),
    ],
    [
      "Invalid value '9' submitted for field 'DeploymentTypeId'. The Deployment Type is not active.",
      400,
      () => http.create({ DeploymentTypeId: 9 }),
    ],
  ]);

  it('an owner whose account is not active', async () => {
    const users = sandbox.world.brands.get('DEMO')?.users ?? [];
    for (const user of users) user.active = false;
    const answer = await http.create();
    for (const user of users) user.active = true;
    expect(texts(answer)).toEqual(["'OwnerUserId' owner is not active."]);
  });

  it('nothing about a date that is future in Chicago and past in UTC terms', async () => {
    const answer = await http.create({ DeploymentDate: '2026-07-15 07:01' });
    expect(answer.status).toBe(200);
  });
});

describe('update refuses', () => {
  itRefuses([
    [
      "A 'TrackId' element is required when making a PUT request to update a deployment.",
      400,
      () => http.update({}),
    ],
    [UNKNOWN, 404, () => http.update({ TrackId: 'NONE1' })],
    [LOCKED, 400, async () => http.update({ TrackId: await http.scheduled() })],
    [
      "OwnerUserId 'stranger' is not authorized to edit deployment '#'",
      403,
      async () => http.update({ TrackId: await http.created(), OwnerUserId: STRANGER }),
    ],
  ]);

  it('nothing that is in order, and leaves what it does not name', async () => {
    const Testers = [{ EmailAddress: 'a@b.example', ReportRecipient: 1 }];
    const TrackId = await http.created({ Testers, CampaignId: 'c1' });
    const answer = await http.update({ TrackId, DeploymentName: 'Evening' });
    expect(answer.status).toBe(200);
    expect(JSON.parse((await http.get(`lookup/${TrackId}`)).text)).toMatchObject({
      DeploymentName: 'Evening',
      CampaignId: 'c1',
      Notes: 'marker',
      FinalApproverUserId: 'approver',
      Testers,
    });
  });
});

describe('the portal', () => {
  const inPortal = async (action: 'edit' | 'create') => {
    const trackId = await http.created();
    sandbox.portal(trackId, { action });
    return trackId;
  };
  itRefuses([
    [EDITED, 400, async () => http.update({ TrackId: await inPortal('edit') })],
    [EDITED, 400, async () => http.addAudience(await inPortal('edit'))],
    [EDITED, 400, async () => http.setContent(await inPortal('edit'))],
    [EDITED, 400, async () => http.act('sendtest', await inPortal('edit'))],
    [EDITED, 400, async () => http.schedule(await inPortal('edit'))],
    [CREATED, 400, async () => http.act('cancel', await inPortal('create'))],
    [CREATED, 400, async () => http.act('unschedule', await inPortal('create'))],
  ]);

  it('lets the API look at what it keeps', async () => {
    const answer = await http.get(`lookup/${await inPortal('edit')}`);
    expect(answer.status).toBe(200);
  });
});

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

describe('content refuses', () => {
  const INVALID =
    'Invalid xml. Please validate your xml and verify you have used CDATA tags where necessary.';
  const WHOLE = 'HtmlContent must have open and closed html and body tags.';
  const to = (change: Record<string, string | undefined>) => async () =>
    http.setContent(await http.created(), change);
  itRefuses([
    [INVALID, 400, () => http.post('content', '<Deployment><TrackId>')],
    [INVALID, 400, () => http.post('content', '{"TrackId":"DEMO1"}')],
    [INVALID, 400, to({ FromEmail: 'news@daily.example' })],
    ["The field 'TrackId' is required.", 400, () => http.setContent('')],
    ["The field 'UserId' is required.", 400, to({ UserId: undefined })],
    [
      "One of the following fields must be set: 'HtmlContent' or 'TextContent'.",
      400,
      to({ HtmlContent: undefined }),
    ],
    ['TextContent should not contain html.', 400, to({ TextContent: 'a <b>c</b> <br/>' })],
    [WHOLE, 400, to({ HtmlContent: '<p>Hello</p>' })],
    [WHOLE, 400, to({ HtmlContent: '<html><body>Hello</html>' })],
    [UNKNOWN, 404, () => http.setContent('NONE1')],
    [LOCKED, 400, async () => http.setContent(await http.scheduled())],
    [
      "OwnerUserId 'stranger' is not authorized to edit deployment '#'",
      403,
      to({ UserId: STRANGER }),
    ],
  ]);
});

describe('test refuses', () => {
  const MERGE = 'Mismatched start/end merge variables delimiters in HTML message on Split 1.';
  const withContent = (change: Record<string, string | undefined>) => async () => {
    const trackId = await http.created();
    await http.addAudience(trackId);
    await http.setContent(trackId, change);
    sandbox.world.clock.advance(sandbox.world.audienceLoadMs);
    return http.act('sendtest', trackId);
  };
  const html = (inner: string) => ({ HtmlContent: `<html><body>${inner}</body></html>` });
  itRefuses([
    [
      'There are no splits that are ready or approved for testing.',
      400,
      async () => http.act('sendtest', await http.created()),
    ],
    [
      'There is no Message Body (HTML) on Split 1.',
      400,
      async () => {
        const trackId = await http.created();
        await http.addAudience(trackId);
        return http.act('sendtest', trackId);
      },
    ],
    [
      NOT_LOADED,
      400,
      async () => {
        const trackId = await http.created();
        await http.addAudience(trackId);
        await http.setContent(trackId);
        return http.act('sendtest', trackId);
      },
    ],
    ['From Name is missing from Split 1.', 400, withContent({ FromName: undefined })],
    ['Mailbox is missing from Split 1.', 400, withContent({ Mailbox: undefined })],
    ['Subject is missing from Split 1.', 400, withContent({ Subject: undefined })],
    [
      'Illegal characters in merge variable name: {unsub_url}.',
      400,
      withContent(html('@{{unsub_url}}@')),
    ],
    [MERGE, 400, withContent(html('mail me @{ or so'))],
    [LOCKED, 400, async () => http.act('sendtest', await http.scheduled())],
    [UNKNOWN, 404, () => http.act('sendtest', 'NONE1')],
  ]);
});

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
