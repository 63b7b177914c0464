import { once } from 'node:events';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import { type FollowOptions, follow } from '../../packages/newsletter-events/src/index.js';

type Respond = (response: ServerResponse, asked: URLSearchParams) => void;

/** A server instead of the gateway, and its followers. */
export function useFeedServer() {
  let server: Server;
  let respond: Respond;
  const running: { stop: AbortController; done: Promise<void> }[] = [];

  beforeEach(async () => {
    server = createServer(({ url = '' }, response) => {
      respond(response, new URL(url, 'http://localhost').searchParams);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(async () => {
    for (const { stop, done } of running.splice(0)) {
      stop.abort();
      await done.catch(() => undefined);
    }
    server.closeAllConnections();
    server.close();
  });

  return {
    responds: (answer: Respond) => void (respond = answer),
    /** Those with these IDs, on one page; then it waits for more. */
    hasEvents: (...ids: string[]) => {
      respond = (response, asked) => {
        if (asked.get('after') === 'next') return;
        const events = ids.map((id) => ({ id, type: 'newsletter.deployment.sent.v1', site: 'a' }));
        response.end(JSON.stringify({ events, next: 'next', epoch: 'e', hasMore: true }));
      };
    },
    follow: (options: Partial<FollowOptions> = {}) => {
      const stop = new AbortController();
      const done = follow({
        http: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        key: 'key',
        from: 'start',
        checkpoint: { load: async () => undefined, save: async () => undefined },
        onEvent: () => undefined,
        onTrouble: () => undefined,
        ...options,
        signal: stop.signal,
      });
      done.catch(() => undefined);
      running.push({ stop, done });
      return { done, stop: () => stop.abort() };
    },
  };
}
