import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { useFeedServer } from './feed-server.testing.js';

type Respond = (response: ServerResponse) => void;

describe('an address where something else responds', () => {
  const server = useFeedServer();

  it.each<[string, Respond, string]>([
    ['with 200', (response) => response.end('{"status":"ok"}'), 'no page of the feed'],
    ...[400, 401, 403, 404].map((status): [string, Respond, string] => [
      `with ${status}`,
      (response) => response.writeHead(status).end('<h1>No such backend</h1>'),
      `${status} `,
    ]),
    [
      'with JSON of its own',
      (response) => response.writeHead(404).end('{"type":"about:blank","detail":"No route"}'),
      '404 ',
    ],
  ])('%s is reported, and retried', async (_how, respond, words) => {
    server.responds(respond);
    const troubles: string[] = [];
    const { done, stop } = server.follow({
      onTrouble: ({ error }) => {
        troubles.push(error.message);
        // The second one shows that it was retried.
        if (troubles.length === 2) stop();
      },
    });
    await done;
    expect(troubles).toHaveLength(2);
    for (const trouble of troubles) expect(trouble).toContain(words);
  });
});
