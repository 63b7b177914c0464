import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '#sites';
import {
  GATEWAY_SETTINGS,
  type GatewaySettings,
} from '../../../apps/gateway/src/gateway-settings.js';
import { type Gateway, postEvent, sendEvent } from '../gateway/fixtures.js';
import { Receiver } from '../webhooks/receiver.js';
import { type Change, Notified, SECRET, comes } from './notified.js';

let all: Notified;

beforeEach(async () => {
  all = await Notified.open();
});

afterEach(() => all?.close());

describe('a newsletter that was missed', () => {
  const newsletter = (gateway: Gateway, id: number, site: 'daily' | 'weekly') =>
    sendEvent(gateway.url, postEvent({ post: { id } }), { site });
  const missAll = () => all.execute(`UPDATE deployment_status SET status = 'missed'`);

  it('is reported to its site, with only its own newsletters, and to operators', async () => {
    const desk = await Receiver.start();
    try {
      const gateway = await all.start();
      const { sites } = gateway.app.get<GatewaySettings>(GATEWAY_SETTINGS, { strict: false }).sites;
      const daily = sites.get('daily');
      const secret = new Secret(SECRET, 'the test');
      if (daily)
        daily.notify = { emails: ['desk@daily.example'], webhook: { url: desk.url, secret } };
      await newsletter(gateway, 1, 'daily');
      await newsletter(gateway, 1, 'weekly');
      await newsletter(gateway, 2, 'weekly');
      await missAll();
      await all.park();
      await comes(() => expect(desk.received).toHaveLength(1));
      const { data } = JSON.parse(desk.received[0]?.body ?? '') as {
        data: { site: string; changes: Change[] };
      };
      expect(data).toMatchObject({
        site: 'daily',
        changes: [
          {
            alert: 'NewsletterMissed',
            words: '1 newsletter of DEMO (“Morning news”): Missed its send time',
            link: expect.stringContaining('https://newsletters.example/console/groups/'),
          },
        ],
      });
      await comes(() => {
        const words = all.changes().map((one) => one.words);
        expect(words).toContain(
          '3 newsletters of DEMO (“Morning news”, “Morning news”, “Morning news”): Missed their send time',
        );
        expect(all.mailbox.received.map(({ to }) => to[0])).toContain('desk@daily.example');
      });
      const mail =
        all.mailbox.texts()[all.mailbox.received.findIndex(({ to }) => to[0]?.startsWith('desk'))];
      expect(mail).toContain('Newsletters of daily');
      expect(mail).not.toContain('parked');
    } finally {
      await desk.close();
    }
  });

  it('is reported although another one was missed for the same cause before', async () => {
    const gateway = await all.start();
    await newsletter(gateway, 1, 'daily');
    await missAll();
    await comes(() => expect(all.changesOf('NewsletterMissed')).toEqual(['began']));
    await newsletter(gateway, 2, 'daily');
    await missAll();
    await comes(() => expect(all.changesOf('NewsletterMissed')).toEqual(['began', 'grew']));
    await comes(() => {
      expect(all.mailbox.texts().at(-1)).toMatch(/More of them:\s+- 2 newsletters of DEMO/);
    });
  });
});
