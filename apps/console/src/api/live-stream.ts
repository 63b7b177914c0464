import { get } from './client.js';
import type { Status } from './types.js';

/** `time`: what is late or soon is so by time alone, which no event tells; nor is there one of what happens to a brand. */
export type LiveChange = Status | 'many' | 'connected' | 'time';

type Listener = { onChange: (change: LiveChange) => void; onLive: (isLive: boolean) => void };

const AGAIN_MS = 5_000;
/** A stream that takes longer to begin is not there, such as when other tabs have all connections. */
const OPENING_MS = 5_000;

/** The stream of changes while it is open: it comes back by itself, and says whether it is there. */
export class LiveStream {
  private source: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly listener: Listener) {}

  open(): void {
    if (this.source) return;
    clearTimeout(this.timer);
    const { onChange, onLive } = this.listener;
    const source = new EventSource('/v1/stream');
    this.source = source;
    this.timer = setTimeout(() => onLive(false), OPENING_MS);
    // What happened while it was away is not repeated: all is read again.
    source.addEventListener('open', () => {
      clearTimeout(this.timer);
      onLive(true);
      onChange('connected');
    });
    source.addEventListener('error', () => {
      onLive(false);
      // The browser tries again by itself, but for an answer that is no stream, such as a proxy's.
      if (source.readyState === EventSource.CLOSED) this.comeBack();
    });
    source.addEventListener('many', () => onChange('many'));
    source.addEventListener('status', (message) => {
      onChange(JSON.parse((message as MessageEvent<string>).data) as Status);
    });
  }

  close(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
  }

  private comeBack(): void {
    this.close();
    // It may also be refused because the session has ended, which a stream cannot tell.
    get('/v1/session').catch(() => undefined);
    this.timer = setTimeout(() => this.open(), AGAIN_MS);
  }
}
