import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { addressesOf } from '#messaging';
import { BrokerLink } from '../../../libs/messaging/src/rabbitmq/connection/broker-link.js';
import { type TcpProxy, openTcpProxy } from '../../setup/tcp-proxy.js';

Logger.overrideLogger(false);

const DEADLINE = { timeout: 30_000, interval: 20 };
const MINUTE_MS = 60_000;

let wire: TcpProxy;
let link: BrokerLink;
let prepared: number;

beforeEach(async () => {
  wire = await openTcpProxy(inject('rabbitmq').url);
  prepared = 0;
  link = new BrokerLink({
    addresses: addressesOf(wire.url),
    name: 'spec-link',
    prefix: 'spec',
    prepare: async () => {
      prepared += 1;
      if (prepared === 1) await new Promise(() => {});
    },
    opened: () => undefined,
    lost: () => undefined,
  });
});

afterEach(async () => {
  vi.useRealTimers();
  await link.close();
  await wire.close();
});

describe('a connection that never becomes ready', () => {
  it('is followed by another when it ends', async () => {
    link.start();
    await vi.waitFor(() => expect(prepared).toBe(1), DEADLINE);
    wire.cut();
    wire.mend();
    await link.opened();
    expect(prepared).toBe(2);
  });

  it('is followed by another after its timeout', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    link.start();
    await vi.waitFor(() => {
      if (prepared === 1) vi.advanceTimersByTime(MINUTE_MS);
      expect(link.model).toBeDefined();
    }, DEADLINE);
    expect(prepared).toBe(2);
  });
});
