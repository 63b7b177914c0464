import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

async function reviewed(action: 'approve' | 'accept' | 'submit'): Promise<string> {
  const trackId = await http.tested();
  sandbox.portal(trackId, { action });
  return trackId;
}

describe('content is taken', () => {
  it.each(['accept', 'submit'] as const)('in review (%s)', async (action) => {
    expect((await http.setContent(await reviewed(action))).status).toBe(200);
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
    [LOCKED, 400, async () => http.setContent(await reviewed('approve'))],
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
