import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BareHttp } from '../bare-http.testing.js';
import { type Sandbox, startSandbox } from '../start-sandbox.js';
import { CREATED, EDITED, FORBIDDEN, NOW, itRefuses } from './rules.testing.js';

let sandbox: Sandbox;
let http: BareHttp;

beforeAll(async () => {
  sandbox = await startSandbox();
  http = new BareHttp(sandbox);
});
beforeEach(() => sandbox.world.clock.set(NOW));
afterAll(() => sandbox.close());

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

  it('lets the API read what it keeps', async () => {
    const answer = await http.get(`lookup/${await inPortal('edit')}`);
    expect(answer.status).toBe(200);
  });
});
