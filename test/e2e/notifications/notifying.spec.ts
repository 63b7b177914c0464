import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotificationSettings } from '#notifications';
import { Secret } from '#sites';
import {
  GATEWAY_SETTINGS,
  type GatewaySettings,
} from '../../../apps/gateway/src/gateway-settings.js';
import { type TestDatabase, createTestDatabase, execute } from '../../setup/database.js';
import { openTcpProxy } from '../../setup/tcp-proxy.js';
import {
  type Gateway,
  KEYS,
  ask,
  postEvent,
  sendEvent,
  startTestGateway,
} from '../gateway/fixtures.js';
import { Receiver, isSignedWith } from '../webhooks/receiver.js';
import { Mailbox } from './mailbox.js';

const DEADLINE = { timeout: 30_000, interval: 20 };
const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;

let database: TestDatabase;
let mailbox: Mailbox;
let receiver: Receiver;
let gateways: Gateway[];

beforeEach(async () => {
  gateways = [];
  database = await createTestDatabase();
  mailbox = await Mailbox.start();
  receiver = await Receiver.start();
});

afterEach(async () => {
  for (const gateway of gateways) await gateway.close();
  await receiver?.close();
  await mailbox?.close();
  await database?.drop();
});

/** As in life, but for waits. */
async function start(
  more: Partial<NotificationSettings> = {},
  databaseUrl = database.url,
): Promise<Gateway> {
  const gateway = await startTestGateway({
    databaseUrl,
    publicUrl: 'https://newsletters.example',
    webhooks: { allowedNetworks: ['127.0.0.1'] },
    notifications: {
      operators: { emails: ['ops@daily.example'], webhook: { url: receiver.url, secret: SECRET } },
      mail: { smtpUrl: mailbox.url, from: 'connector@daily.example' },
      digestMs: 300,
      goneMs: 100,
      growMs: 300,
      checkMs: 50,
      backOffMs: 50,
      ...more,
    },
  });
  gateways.push(gateway);
  return gateway;
}

const park = (id = randomUUID()) =>
  execute(
    database.url,
    `INSERT INTO tick (deployment_id, wake_key, n, sent_at, not_before, deliveries, parked_reason)
     VALUES ('${id}', 'due:1', 1, connector_now(), connector_now(), 1, 'Reason')`,
  );
const redrive = () => execute(database.url, 'DELETE FROM tick');

type Change = { change: string; alert: string; words: string; link: string };
/** What came; under the same id it is the same message, sent again because its end could not be recorded. */
const changes = () => {
  const messages = new Map(
    receiver.received.map(({ headers, body }) => [headers['webhook-id'], body] as const),
  );
  return [...messages.values()].flatMap((body) => {
    const { data } = JSON.parse(body) as { data: { changes: Change[] } };
    return data.changes;
  });
};
const toldOf = (alert: string) =>
  changes().flatMap((one) => (one.alert === alert ? [one.change] : []));

describe('a problem', () => {
  it('is told once when it begins and once when it ends, by email and signed webhook', async () => {
    await start();
    await park();
    await vi.waitFor(() => {
      expect(toldOf('MessagesParked')).toEqual(['began']);
      expect(mailbox.received).toHaveLength(1);
    }, DEADLINE);
    expect(receiver.received.every((one) => isSignedWith(SECRET, one))).toBe(true);
    const [mail = ''] = mailbox.texts();
    expect(mailbox.received[0]?.to).toEqual(['ops@daily.example']);
    expect(mail).toContain('Subject: Newsletters: 1 messages are parked.');
    expect(mail).toContain('newsletter parked list');
    expect(mail).toContain('https://newsletters.example/console/operations');
    await redrive();
    await vi.waitFor(() => {
      expect(toldOf('MessagesParked')).toEqual(['began', 'ended']);
      expect(mailbox.texts().at(-1)).toContain('over: 1 messages are parked.');
    }, DEADLINE);
    expect(mailbox.received).toHaveLength(2);
  });

  it('is neither told again nor forgotten over a restart', async () => {
    const first = await start();
    await park();
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(1), DEADLINE);
    await first.close();
    gateways = [];
    await redrive();
    await start();
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(2), DEADLINE);
    await vi.waitFor(() => expect(toldOf('MessagesParked')).toEqual(['began', 'ended']), DEADLINE);
  });

  it('is told by one of several processes', async () => {
    await Promise.all([start(), start(), start()]);
    await park();
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(1), DEADLINE);
    await redrive();
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(2), DEADLINE);
    await vi.waitFor(() => expect(toldOf('MessagesParked')).toEqual(['began', 'ended']), DEADLINE);
  });

  it('is told once the mail server takes it, and by webhook at once', async () => {
    await start();
    mailbox.isFull = true;
    await park();
    await vi.waitFor(() => expect(toldOf('MessagesParked')).toEqual(['began']), DEADLINE);
    expect(mailbox.received).toEqual([]);
    await vi.waitFor(async () => {
      const { body } = await ask(gateways[0]?.url ?? '', '/v1/doctor', { key: KEYS.operator });
      const words = '1 notification could not be sent yet.';
      expect(body['checks']).toContainEqual(expect.objectContaining({ state: 'warning', words }));
    }, DEADLINE);
    mailbox.isFull = false;
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(1), DEADLINE);
  });

  it('is told to each address by itself, and tried again where one is refused', async () => {
    mailbox.unknown.add('gone@daily.example');
    await start({ operators: { emails: ['gone@daily.example', 'ops@daily.example'] } });
    await park();
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(1), DEADLINE);
    expect(mailbox.received[0]?.to).toEqual(['ops@daily.example']);
    await vi.waitFor(async () => {
      const { body } = await ask(gateways[0]?.url ?? '', '/v1/doctor', { key: KEYS.operator });
      const words = '1 notification could not be sent yet.';
      expect(body['checks']).toContainEqual(expect.objectContaining({ state: 'warning', words }));
    }, DEADLINE);
    mailbox.unknown.clear();
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(2), DEADLINE);
    expect(mailbox.received[1]?.to).toEqual(['gone@daily.example']);
  });

  it('that stays is told again after the set time', async () => {
    await start({ reminderMs: 400 });
    await park();
    await vi.waitFor(() => {
      expect(toldOf('MessagesParked').slice(0, 2)).toEqual(['began', 'continues']);
      expect(mailbox.texts().at(-1)).toContain('Still there:');
    }, DEADLINE);
  });
});

describe('a store that is away', () => {
  it('is told to operators although nothing can be remembered then, and that it is back', async () => {
    const proxy = await openTcpProxy(database.url);
    try {
      await start({ storeAwayMs: 200 }, proxy.url);
      await park();
      await vi.waitFor(() => expect(toldOf('MessagesParked')).toEqual(['began']), DEADLINE);
      proxy.cut();
      await vi.waitFor(() => expect(toldOf('StoreDown')).toEqual(['began']), DEADLINE);
      proxy.mend();
      await vi.waitFor(() => expect(toldOf('StoreDown')).toEqual(['began', 'ended']), DEADLINE);
      expect(toldOf('MessagesParked')).toEqual(['began']);
    } finally {
      for (const gateway of gateways) await gateway.close();
      gateways = [];
      await proxy.close();
    }
  });
});

describe('a newsletter that was missed', () => {
  const newsletter = (gateway: Gateway, id: number, site: 'daily' | 'weekly') =>
    sendEvent(gateway.url, postEvent({ post: { id } }), { site });
  const missAll = () => execute(database.url, `UPDATE deployment_status SET status = 'missed'`);

  it('is told to its site, with its own newsletters alone, and to operators', async () => {
    const desk = await Receiver.start();
    try {
      const gateway = await start();
      const { sites } = gateway.app.get<GatewaySettings>(GATEWAY_SETTINGS, { strict: false }).sites;
      const daily = sites.get('daily');
      const secret = new Secret(SECRET, 'the test');
      if (daily)
        daily.notify = { emails: ['desk@daily.example'], webhook: { url: desk.url, secret } };
      await newsletter(gateway, 1, 'daily');
      await newsletter(gateway, 1, 'weekly');
      await newsletter(gateway, 2, 'weekly');
      await missAll();
      await park();
      await vi.waitFor(() => expect(desk.received).toHaveLength(1), DEADLINE);
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
      await vi.waitFor(() => {
        const words = changes().map((one) => one.words);
        expect(words).toContain(
          '3 newsletters of DEMO (“Morning news”, “Morning news”, “Morning news”): Missed their send time',
        );
        expect(mailbox.received.map(({ to }) => to[0])).toContain('desk@daily.example');
      }, DEADLINE);
      const mail =
        mailbox.texts()[mailbox.received.findIndex(({ to }) => to[0]?.startsWith('desk'))];
      expect(mail).toContain('Newsletters of daily');
      expect(mail).not.toContain('parked');
    } finally {
      await desk.close();
    }
  });

  it('is told although another one was missed for the same cause before', async () => {
    const gateway = await start();
    await newsletter(gateway, 1, 'daily');
    await missAll();
    await vi.waitFor(() => expect(toldOf('NewsletterMissed')).toEqual(['began']), DEADLINE);
    await newsletter(gateway, 2, 'daily');
    await missAll();
    await vi.waitFor(() => expect(toldOf('NewsletterMissed')).toEqual(['began', 'grew']), DEADLINE);
    await vi.waitFor(() => {
      expect(mailbox.texts().at(-1)).toMatch(/More of them:\s+- 2 newsletters of DEMO/);
    }, DEADLINE);
  });
});

describe('a newsletter that could not be taken back', () => {
  it('is told at once, with the time at which Omeda sends it', async () => {
    const gateway = await start();
    await sendEvent(gateway.url, postEvent());
    await execute(
      database.url,
      `UPDATE deployment_status SET status = 'failed', send_at = NULL, step = 'watch',
         body = jsonb_set(jsonb_set(body,
           '{failed}', '{"step": "unschedule", "words": "Not authorized.", "at": "2026-11-24T06:00:00Z"}'),
           '{achieved}', '{"scheduled": {"sendAt": "2099-11-24T06:00:00Z"}}')`,
    );
    await vi.waitFor(() => {
      const told = expect.objectContaining({ alert: 'NewsletterNotTakenBack', level: 'page' });
      expect(changes()).toContainEqual(told);
    }, DEADLINE);
    const { body } = await ask(gateway.url, '/v1/groups', { key: KEYS.operator });
    expect(body['groups']).toMatchObject([
      { kind: 'not-taken-back', nextSendAt: '2099-11-24T06:00:00.000Z' },
    ]);
  });
});

describe('a newsletter that goes out within minutes and is not scheduled', () => {
  it.each([
    ['lacks an audience', { deploymentType: { audienceQuery: '' } }, 'has no audience query'],
    ['is on its way', {}, 'is not at Omeda yet'],
    ['is held by a person', {}, 'Held by a person'],
  ])('is told if it %s', async (_reason, overrides, words) => {
    const gateway = await start();
    const post = { id: 1, status: 'future', date: new Date(Date.now() + 5 * 60_000).toISOString() };
    const event = postEvent({ type: 'post.scheduled', post, ...overrides });
    const { body } = await sendEvent(gateway.url, event);
    const hold = `/v1/deployments/${String(body['deploymentId'])}/hold`;
    if (words.startsWith('Held')) {
      await ask(gateway.url, hold, { method: 'POST', key: KEYS.operator });
    }
    await vi.waitFor(async () => {
      await hasLasted();
      expect(toldOf('NewsletterNotScheduled')).toEqual(['began']);
    }, DEADLINE);
    const [told] = changes();
    expect(told?.words).toMatch(
      /^1 newsletter of DEMO \(“Morning news”\): not scheduled at Omeda\./,
    );
    expect(told?.words).toContain(words);
  });

  it('is not told if Omeda has its time, whoever changed it there', async () => {
    const gateway = await start();
    const post = { id: 1, status: 'future', date: new Date(Date.now() + 5 * 60_000).toISOString() };
    await sendEvent(gateway.url, postEvent({ type: 'post.scheduled', post }));
    await execute(
      database.url,
      `UPDATE deployment_status SET status = 'held', body = jsonb_set(jsonb_set(body, '{held}',
         '{"by": "drift", "reason": "Edited"}'), '{achieved}', '{"scheduled": {"sendAt": "2026-11-24T06:00:00Z"}}')`,
    );
    await park();
    await vi.waitFor(async () => {
      await hasLasted();
      expect(toldOf('MessagesParked')).toEqual(['began']);
    }, DEADLINE);
    expect(toldOf('NewsletterNotScheduled')).toEqual([]);
    const { body } = await ask(gateway.url, '/v1/doctor', { key: KEYS.operator });
    expect(body['checks']).not.toContainEqual(expect.objectContaining({ name: 'next send' }));
  });

  /** People are told after three minutes. */
  const hasLasted = () =>
    execute(
      database.url,
      `UPDATE notification SET seen_at = seen_at - interval '4 minutes' WHERE told_at IS NULL`,
    );
});
