import type { Status } from './types.js';

export type LiveChange = Status | 'many' | 'connected';
type Listener = (change: LiveChange) => void;

const listeners = new Set<Listener>();
let source: EventSource | undefined;

/** Calls the listener whenever something changes; one stream serves the whole page. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  source ??= open();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source?.close();
    source = undefined;
  };
}

function open(): EventSource {
  const stream = new EventSource('/v1/stream');
  // What happened while it was away is not repeated: all is read again.
  stream.addEventListener('open', () => tell('connected'));
  stream.addEventListener('many', () => tell('many'));
  stream.addEventListener('status', (message) => {
    tell(JSON.parse((message as MessageEvent<string>).data) as Status);
  });
  return stream;
}

function tell(change: LiveChange): void {
  for (const listener of listeners) listener(change);
}
