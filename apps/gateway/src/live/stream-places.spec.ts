import { EventEmitter } from 'node:events';
import type { Response } from 'express';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HashedKey, type OperatorKey, type Sites } from '#sites';
import { Callers } from '../access/callers.js';
import type { GatewaySettings } from '../gateway-settings.js';
import type { EventStream } from './event-stream.js';
import { StreamPlaces } from './stream-places.js';

const MINUTE_MS = 60_000;
const ZOE: OperatorKey = { key: HashedKey.of('zoe-key', 'x'), role: 'operate', name: 'Zoë' };
const ADA: OperatorKey = { key: HashedKey.of('ada-key', 'x'), role: 'read', name: 'Ada' };

let operatorKeys: OperatorKey[];
let places: StreamPlaces;

const sites: Sites = {
  brands: new Map(),
  sites: new Map(),
  get operatorKeys() {
    return operatorKeys;
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  operatorKeys = [ZOE, ADA];
  places = new StreamPlaces({ sites, guardRails: { streams: 10 } } as GatewaySettings);
});

afterEach(() => {
  places.beforeApplicationShutdown();
  vi.useRealTimers();
});

describe('an open stream', () => {
  it('ends within a minute when the key is removed; those of others continue', () => {
    const [zoes, adas] = [streamOf('zoe-key'), streamOf('ada-key')];
    operatorKeys = [ADA];
    vi.advanceTimersByTime(MINUTE_MS);
    expect([zoes.over.aborted, adas.over.aborted]).toEqual([true, false]);
  });

  it('ends within a minute when the key expires', () => {
    operatorKeys = [{ ...ZOE, until: new Date(Date.now() + MINUTE_MS).toISOString() }];
    const stream = streamOf('zoe-key');
    vi.advanceTimersByTime(MINUTE_MS - 1);
    expect(stream.over.aborted).toBe(false);
    vi.advanceTimersByTime(MINUTE_MS);
    expect(stream.over.aborted).toBe(true);
  });
});

function streamOf(key: string): EventStream {
  const caller = new Callers(sites).find(key);
  if (!caller) throw new Error('unknown key');
  const response = Object.assign(new EventEmitter(), {
    status: () => response,
    set: () => response,
    write: () => true,
    end: () => response,
    writableLength: 0,
  });
  let opened: EventStream | undefined;
  void places.hold(caller, response as unknown as Response, async (stream) => {
    opened = stream;
    await new Promise((resolve) => stream.over.addEventListener('abort', resolve));
  });
  if (!opened) throw new Error('not opened');
  return opened;
}
