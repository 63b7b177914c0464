import { describe, expect, it } from 'vitest';
import { BareHttp } from './bare-http.testing.js';
import { useSandbox } from './use-sandbox.testing.js';

const IN_TIME = '2030-02-01 10:00';
const { sandbox, http, admin } = useSandbox();

describe('the admin API', () => {
  it('sets the clock, which runs on from there', async () => {
    await admin('PUT', 'clock', { now: '2030-01-01T00:00:00.000Z' });
    await admin('PUT', 'clock', { advanceMs: 60_000 });
    const { body } = await admin('GET', 'clock');
    expect(body).toEqual({ now: expect.stringMatching(/^2030-01-01T00:01:0/) });
    expect((await admin('PUT', 'clock', { now: 'soon' })).status).toBe(400);
  });

  it('lists whole deployments, and every call without its key', async () => {
    const trackId = await http.created({ DeploymentDate: '2030-02-01 10:00' });
    await new BareHttp(sandbox, 'a-dead-key').get(`lookup/${trackId}`);
    const { body } = await admin('GET', 'deployments');
    expect(body).toContainEqual(expect.objectContaining({ trackId, status: 'New' }));
    const ledger = await admin('GET', 'ledger');
    expect(ledger.body).toContainEqual(
      expect.objectContaining({
        call: 'create',
        status: 200,
        effect: true,
        trackId,
        brand: 'DEMO',
      }),
    );
    expect(ledger.body).toContainEqual(
      expect.objectContaining({ call: 'lookup', status: 403, effect: false, trackId }),
    );
    expect(JSON.stringify(ledger.body)).not.toMatch(/demo-app-id|a-dead-key/);
  });

  it('revokes and restores an app id', async () => {
    await admin('PUT', 'brands/DEMO', { appIdRevoked: true });
    expect((await http.get('lookup/NONE1')).status).toBe(403);
    await admin('PUT', 'brands/DEMO', { appIdRevoked: false });
    expect((await http.get('lookup/NONE1')).status).toBe(404);
    expect((await admin('PUT', 'brands/NONE', {})).status).toBe(404);
  });

  it('acts as a person in the portal', async () => {
    const trackId = await http.created({ DeploymentDate: '2030-02-01 10:00' });
    const act = (body: object) => admin('POST', `deployments/${trackId}/portal`, body);
    const status = async () =>
      (JSON.parse((await http.get(`lookup/${trackId}`)).text) as { Status: string }).Status;
    await act({ action: 'schedule', at: '2030-03-01T16:00:00.000Z' });
    expect(await status()).toBe('Scheduled');
    await act({ action: 'unschedule' });
    expect(await status()).toBe('Waiting Review');
    await act({ action: 'approve' });
    expect(await http.lookup(trackId)).toMatchObject({ Status: 'Approved', ScheduledDate: '' });
    await act({ action: 'cancel' });
    expect(await status()).toBe('Cancelled');
    expect((await admin('POST', 'deployments/NONE1/portal', { action: 'edit' })).status).toBe(404);
  });

  it('switches a shape, and returns which are set', async () => {
    await admin('PUT', 'switches', { statusStyle: 'WAITING_REVIEW' });
    expect((await admin('GET', 'switches')).body).toMatchObject({ statusStyle: 'WAITING_REVIEW' });
    await admin('PUT', 'switches', { statusStyle: 'Waiting Review' });
  });
});

describe('the ledger', () => {
  it('says what each call did, and continues from the last one read', async () => {
    const { no } = sandbox.world.ledger.entries.at(-1) ?? { no: 0 };
    const trackId = await http.created({ DeploymentName: 'Told', DeploymentDate: IN_TIME });
    await http.setContent(trackId);
    const { body } = await admin('GET', `ledger?after=${no}`);
    expect(body).toMatchObject([
      { no: no + 1, call: 'create', trackId, did: { name: 'Told', notes: 'marker' } },
      {
        no: no + 2,
        call: 'content',
        trackId,
        did: { content: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
  });
});

describe('the page', () => {
  it('shows what readers get in a frame without rights, and runs no script', async () => {
    const trackId = await http.created({
      DeploymentName: '<script>alert(1)</script>',
      DeploymentDate: '2030-02-01 10:00',
    });
    const html = '<html><body><p title="x">Hi</p><script>alert(2)</script></body></html>';
    await http.setContent(trackId, { HtmlContent: html });
    const response = await fetch(`${sandbox.url}/`);
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain(trackId);
    expect(page).toContain('<iframe sandbox=""');
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(2)');
  });
});
