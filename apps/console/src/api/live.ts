import { useEffect, useState } from 'preact/hooks';
import { get } from './client.js';
import { whileSeen } from './seen.js';
import type { Status } from './types.js';

/** `time`: what is late or soon is so by time alone, which no event tells; nor is there one of what happens to a brand. */
export type LiveChange = Status | 'many' | 'connected' | 'time';
type Listener = (change: LiveChange) => void;

const listeners = new Set<Listener>();
let source: EventSource | undefined;
let stopTime = (): void => undefined;

/** Calls the listener whenever something changes or may have; one stream serves the whole page. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  if (!source) {
    source = open();
    stopTime = whileSeen(() => tell('time'));
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source?.close();
    source = undefined;
    stopTime();
    setLive(true);
  };
}

const AGAIN_MS = 5_000;
const watchers = new Set<(isLive: boolean) => void>();
let isLive = true;

function open(): EventSource {
  const stream = new EventSource('/v1/stream');
  // What happened while it was away is not repeated: all is read again.
  stream.addEventListener('open', () => {
    setLive(true);
    tell('connected');
  });
  stream.addEventListener('error', () => {
    setLive(false);
    // The browser tries again by itself, but for an answer that is no stream, such as a proxy's.
    if (stream.readyState !== EventSource.CLOSED) return;
    // It may also be refused because the session has ended, which a stream cannot tell.
    get('/v1/session').catch(() => undefined);
    window.setTimeout(() => {
      if (source === stream) source = open();
    }, AGAIN_MS);
  });
  stream.addEventListener('many', () => tell('many'));
  stream.addEventListener('status', (message) => {
    tell(JSON.parse((message as MessageEvent<string>).data) as Status);
  });
  return stream;
}

/** Whether the page shows things as they are. */
export function useLive(): boolean {
  const [live, set] = useState(isLive);
  useEffect(() => {
    watchers.add(set);
    return () => void watchers.delete(set);
  }, []);
  return live;
}

function setLive(live: boolean): void {
  isLive = live;
  for (const watch of watchers) watch(live);
}

function tell(change: LiveChange): void {
  for (const listener of listeners) listener(change);
}
