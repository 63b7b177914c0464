import { useEffect, useState } from 'preact/hooks';
import { type LiveChange, LiveStream } from './live-stream.js';
import { whileSeen, whileUsed } from './seen.js';

export type { LiveChange };
type Listener = (change: LiveChange) => void;

const listeners = new Set<Listener>();
const stream = new LiveStream({ onChange: dispatch, onLive: setLive });
let stops: (() => void)[] = [];

/** Calls the listener whenever something changes or may have; one stream serves the whole page. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  if (listeners.size === 1) start();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) stop();
  };
}

function start(): void {
  stops = [
    whileUsed({ onUse: () => stream.open(), onLeave: () => stream.close() }),
    whileSeen(() => dispatch('time')),
  ];
}

function stop(): void {
  for (const one of stops) one();
  stream.close();
  setLive(true);
}

const watchers = new Set<(isLive: boolean) => void>();
let isLive = true;

/** Whether the page is up to date. */
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

function dispatch(change: LiveChange): void {
  for (const listener of listeners) listener(change);
}
