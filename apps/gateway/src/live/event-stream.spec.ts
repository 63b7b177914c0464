import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { type Server, createServer } from 'node:http';
import express, { type Response } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { EventStream, STREAM_TIMES, type StreamTimes } from './event-stream.js';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server whose every response is a stream with these times. */
async function serve(times: Partial<StreamTimes>, use: (stream: EventStream) => void = () => {}) {
  const app = express();
  app.get('/', (_request, response: Response) => {
    use(new EventStream(response, { ...STREAM_TIMES, ...times }));
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function readUntil(response: globalThis.Response, pattern: RegExp): Promise<string> {
  let text = '';
  for await (const bytes of response.body ?? []) {
    text += Buffer.from(bytes as Uint8Array).toString();
    if (pattern.test(text)) return text;
  }
  return text;
}

describe('a stream of server-sent events', () => {
  it('forbids proxies to buffer or change it', async () => {
    const response = await fetch(await serve({}));
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    await response.body?.cancel();
  });

  it('sends comments regularly, so that no proxy cuts it', async () => {
    const response = await fetch(await serve({ heartbeatMs: 20 }));
    const text = await readUntil(response, /:\n\n:\n\n/);
    expect(text).toMatch(/^retry: 2000\n\n(:\n\n)+/);
  });

  it('carries messages with their ids', async () => {
    const response = await fetch(
      await serve({}, (stream) => void stream.send({ event: 'status', id: 7, data: { a: 'b' } })),
    );
    expect(await readUntil(response, /data/)).toContain(
      'event: status\nid: 7\ndata: {"a":"b"}\n\n',
    );
  });

  it('ends after its life, and is over then', async () => {
    const opened = new Opened();
    const response = await fetch(await serve({ lifeMs: 30 }, opened.keep));
    expect(await response.text()).toMatch(/^retry/);
    await opened.isOver();
  });

  it('is over when the client disconnects', async () => {
    const opened = new Opened();
    const leaving = new AbortController();
    await fetch(await serve({}, opened.keep), { signal: leaving.signal });
    leaving.abort();
    await opened.isOver();
  });

  it('disconnects a client that reads nothing', async () => {
    const opened = new Opened();
    const url = await serve({ slowMs: 50 }, (stream) => {
      opened.keep(stream);
      void stream.send({ event: 'status', id: 1, data: 'x'.repeat(64 * 1024 * 1024) });
    });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.pause();
    await opened.isOver();
    socket.destroy();
  });
});

/** The one stream that a spec opens. */
class Opened {
  private readonly streams = new EventEmitter();
  private readonly opened = once(this.streams, 'opened') as Promise<[EventStream]>;
  readonly keep = (stream: EventStream) => void this.streams.emit('opened', stream);

  async isOver(): Promise<void> {
    const [{ over }] = await this.opened;
    if (!over.aborted) await once(over, 'abort');
  }
}
