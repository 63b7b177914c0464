import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTcpProxy } from '../../setup/tcp-proxy.js';
import { KEYS, ask } from '../gateway/fixtures.js';
import { isSignedWith } from '../webhooks/receiver.js';
import { Notified, SECRET, comes } from './notified.js';

let all: Notified;

beforeEach(async () => {
  all = await Notified.open();
});

afterEach(() => all?.close());

describe('a problem', () => {
  it('is reported once when it begins and once when it ends, by email and signed webhook', async () => {
    await all.start();
    await all.park();
    await comes(() => {
      expect(all.changesOf('MessagesParked')).toEqual(['began']);
      expect(all.mailbox.received).toHaveLength(1);
    });
    expect(all.receiver.received.every((one) => isSignedWith(SECRET, one))).toBe(true);
    const [mail = ''] = all.mailbox.texts();
    expect(all.mailbox.received[0]?.to).toEqual(['ops@daily.example']);
    expect(mail).toContain('Subject: Newsletters: 1 messages are parked.');
    expect(mail).toContain('newsletter parked list');
    expect(mail).toContain('https://newsletters.example/console/operations');
    await all.redrive();
    await comes(() => {
      expect(all.changesOf('MessagesParked')).toEqual(['began', 'ended']);
      expect(all.mailbox.texts().at(-1)).toContain('over: 1 messages are parked.');
    });
    expect(all.mailbox.received).toHaveLength(2);
  });

  it('is neither repeated nor forgotten over a restart', async () => {
    await all.start();
    await all.park();
    await comes(() => expect(all.mailbox.received).toHaveLength(1));
    await all.stopGateways();
    await all.redrive();
    await all.start();
    await comes(() => expect(all.mailbox.received).toHaveLength(2));
    await comes(() => expect(all.changesOf('MessagesParked')).toEqual(['began', 'ended']));
  });

  it('is reported by one of several processes', async () => {
    await Promise.all([all.start(), all.start(), all.start()]);
    await all.park();
    await comes(() => expect(all.mailbox.received).toHaveLength(1));
    await all.redrive();
    await comes(() => expect(all.mailbox.received).toHaveLength(2));
    await comes(() => expect(all.changesOf('MessagesParked')).toEqual(['began', 'ended']));
  });

  it('is reported once the mail server accepts it, and by webhook at once', async () => {
    const gateway = await all.start();
    all.mailbox.isFull = true;
    await all.park();
    await comes(() => expect(all.changesOf('MessagesParked')).toEqual(['began']));
    expect(all.mailbox.received).toEqual([]);
    await comes(async () => {
      const { body } = await ask(gateway.url, '/v1/doctor', { key: KEYS.operator });
      const words = '1 notification could not be sent yet.';
      expect(body['checks']).toContainEqual(expect.objectContaining({ state: 'warning', words }));
    });
    all.mailbox.isFull = false;
    await comes(() => expect(all.mailbox.received).toHaveLength(1));
  });

  it('is sent to each address separately, and retried if one is refused', async () => {
    all.mailbox.unknown.add('gone@daily.example');
    const gateway = await all.start({
      operators: { emails: ['gone@daily.example', 'ops@daily.example'] },
    });
    await all.park();
    await comes(() => expect(all.mailbox.received).toHaveLength(1));
    expect(all.mailbox.received[0]?.to).toEqual(['ops@daily.example']);
    await comes(async () => {
      const { body } = await ask(gateway.url, '/v1/doctor', { key: KEYS.operator });
      const words = '1 notification could not be sent yet.';
      expect(body['checks']).toContainEqual(expect.objectContaining({ state: 'warning', words }));
    });
    all.mailbox.unknown.clear();
    await comes(() => expect(all.mailbox.received).toHaveLength(2));
    expect(all.mailbox.received[1]?.to).toEqual(['gone@daily.example']);
  });

  it('that stays is reported again after the set time', async () => {
    await all.start({ reminderMs: 400 });
    await all.park();
    await comes(() => {
      expect(all.changesOf('MessagesParked').slice(0, 2)).toEqual(['began', 'continues']);
      expect(all.mailbox.texts().at(-1)).toContain('Still there:');
    });
  });
});

describe('an unavailable store', () => {
  it('is reported to operators although nothing can be recorded then, and that it is back', async () => {
    const proxy = await openTcpProxy(all.database.url);
    try {
      await all.start({ storeAwayMs: 200 }, proxy.url);
      await all.park();
      await comes(() => expect(all.changesOf('MessagesParked')).toEqual(['began']));
      proxy.cut();
      await comes(() => expect(all.changesOf('StoreDown')).toEqual(['began']));
      proxy.mend();
      await comes(() => expect(all.changesOf('StoreDown')).toEqual(['began', 'ended']));
      expect(all.changesOf('MessagesParked')).toEqual(['began']);
    } finally {
      await all.stopGateways();
      await proxy.close();
    }
  });
});
