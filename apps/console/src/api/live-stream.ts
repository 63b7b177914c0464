import { get } from './client.js';
import type { Status } from './types.js';

/** `time`: time alone makes things late or soon, without an event; there is none for changes of a brand either. */
export type LiveChange = Status | 'many' | 'connected' | 'time';

type Listener = { onChange: (change: LiveChange) => void; onLive: (isLive: boolean) => void };

const AGAIN_MS = 5_000;
/** A stream that takes longer to open is unavailable, for example if other tabs use all connections. */
const OPENING_MS = 5_000;

/** The stream of changes while it is open: it reconnects, and reports whether it is connected. */
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
    // Events in the meantime are not repeated: everything is read again.
    source.addEventListener('open', () => {
      clearTimeout(this.timer);
      onLive(true);
      onChange('connected');
    });
    source.addEventListener('error', () => {
      onLive(false);
      // The browser reconnects, except after a response that is not a stream, such as a proxy's.
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
    // It may also be refused because the session has ended, which a stream cannot report.
    get('/v1/session').catch(() => undefined);
    this.timer = setTimeout(() => this.open(), AGAIN_MS);
  }
}
