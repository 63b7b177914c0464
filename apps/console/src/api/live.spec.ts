import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LiveChange, LiveStream } from './live-stream.js';
import { onChange } from './live.js';
import { Tab } from './tab.testing.js';

/** A fake of the browser's own. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 0;

  constructor() {
    super();
    sources.push(this);
  }

  begin(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.readyState = Source.CLOSED;
  }
}

let tab: Tab;
let sources: Source[];
let changes: LiveChange[];
let states: boolean[];
let stop: () => void;

const open = () => sources.filter(({ readyState }) => readyState !== Source.CLOSED).length;
const last = () => sources.at(-1) as Source;

beforeEach(() => {
  vi.useFakeTimers();
  tab = new Tab();
  sources = [];
  changes = [];
  states = [];
  vi.stubGlobal('document', tab);
  vi.stubGlobal('EventSource', Source);
  vi.stubGlobal('fetch', async () => Response.json({}));
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a tab', () => {
  const listen = () => {
    stop = onChange((change) => changes.push(change));
  };

  it('has no stream while it is hidden, which takes a connection from the others', () => {
    listen();
    last().begin();
    tab.become('hidden');
    vi.advanceTimersByTime(9_000);
    expect(open()).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(open()).toBe(0);
    vi.advanceTimersByTime(60 * 60_000);
    expect(sources.length).toBe(1);
  });

  it('has a stream again when it is visible, and is read again', () => {
    listen();
    last().begin();
    tab.become('hidden');
    vi.advanceTimersByTime(10_000);
    changes = [];
    tab.become('visible');
    last().begin();
    expect([sources.length, open()]).toEqual([2, 1]);
    expect(changes).toEqual(['time', 'connected']);
  });

  it('keeps its stream if it is hidden for a moment', () => {
    listen();
    last().begin();
    tab.become('hidden');
    vi.advanceTimersByTime(5_000);
    tab.become('visible');
    vi.advanceTimersByTime(10_000);
    expect([sources.length, open()]).toEqual([1, 1]);
  });

  it('that was opened in the background has none before it is visible', () => {
    tab.visibilityState = 'hidden';
    listen();
    vi.advanceTimersByTime(10_000);
    expect(sources.length).toBe(0);
    tab.become('visible');
    expect(open()).toBe(1);
  });

  it('that is hidden while its stream should reconnect does not reconnect', () => {
    listen();
    last().fail(Source.CLOSED);
    tab.become('hidden');
    tab.become('visible');
    tab.become('hidden');
    vi.advanceTimersByTime(60_000);
    expect(open()).toBe(0);
  });
});

describe('a stream', () => {
  let stream: LiveStream;

  beforeEach(() => {
    stream = new LiveStream({
      onChange: (change) => changes.push(change),
      onLive: (isLive) => states.push(isLive),
    });
    stop = () => stream.close();
    stream.open();
  });

  it('is not reported as lost while it opens, unless that takes too long', () => {
    vi.advanceTimersByTime(4_000);
    expect(states).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(states).toEqual([false]);
    last().begin();
    expect(states).toEqual([false, true]);
  });

  it('is not reported as lost when it was closed and reopened', () => {
    last().begin();
    stream.close();
    vi.advanceTimersByTime(60_000);
    stream.open();
    last().begin();
    expect(states).toEqual([true, true]);
  });

  it('reconnects after a response that is not a stream', () => {
    last().fail(Source.CLOSED);
    expect(states).toEqual([false]);
    vi.advanceTimersByTime(5_000);
    last().begin();
    expect([sources.length, open()]).toEqual([2, 1]);
    expect(states).toEqual([false, true]);
  });

  it('is left to the browser if that reconnects', () => {
    last().begin();
    last().fail(0);
    vi.advanceTimersByTime(60_000);
    expect(sources.length).toBe(1);
    expect(states).toEqual([true, false]);
  });
});
