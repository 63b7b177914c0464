import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { commandsOf } from './gateway.testing.js';
import { run } from './run.js';

const IN_DOUBT = 'The request may still have taken effect. Check before you retry.';
const ADD = ['subscriptions', 'add', '--url', 'https://desk.example/hook'];
const LIST = ['subscriptions', 'list'];

type Answers = Record<string, RequestListener>;

const problem = (code: string) =>
  JSON.stringify({ type: `urn:newsletter-connector:problem:${code}`, detail: 'Its words.' });

const DROPPED: Answers = {
  'no response': (request) => request.destroy(),
  'half a response': (_request, response) => {
    response.writeHead(201, { 'content-length': '100' });
    response.write('{"secret":', () => response.destroy());
  },
  'half a refusal': (_request, response) => {
    response.writeHead(409, { 'content-length': '100' });
    response.write('{"detail":', () => response.destroy());
  },
  'a page of a proxy': (_request, response) => response.writeHead(200).end('<html>'),
  'a proxy that gave up': (_request, response) => response.writeHead(504).end('{}'),
  'an internal error': (_request, response) => response.writeHead(500).end(problem('server-fault')),
};

const REFUSED: Answers = {
  'a refusal': (_request, response) => response.writeHead(409).end(problem('not-now')),
  'a refusal of a proxy': (_request, response) => response.writeHead(413).end('<html>'),
  'words of the gateway': (_request, response) => response.writeHead(503).end(problem('try-again')),
};

async function words(listener: RequestListener, args: string[]): Promise<string> {
  const { err } = await (await commandsOf(listener))(...args);
  return err;
}

describe('a change whose outcome is unknown', () => {
  it.each(Object.entries(DROPPED))('is not to be repeated blindly: %s', async (_what, listener) => {
    const printed = await words(listener, ADD);
    expect(printed).toContain(IN_DOUBT);
    expect(printed).not.toContain('Try again');
  });

  it.each(Object.entries(DROPPED))('does not apply to a list: %s', async (_what, listener) => {
    const printed = await words(listener, LIST);
    expect(printed).not.toBe('');
    expect(printed).not.toContain('may have been done');
  });
});

describe('a change that was not made', () => {
  it.each(Object.entries(REFUSED))('is not in doubt: %s', async (_what, listener) => {
    const printed = await words(listener, ADD);
    expect(printed).not.toBe('');
    expect(printed).not.toContain('may have been done');
  });

  it('is not in doubt if nothing could be sent', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'nowhere.invalid']) {
      let err = '';
      const env = { NEWSLETTER_URL: `http://${host}`, NEWSLETTER_KEY: 'key' };
      await run(ADD, { env, out: () => undefined, err: (text) => (err += text) });
      expect(err).toContain('Cannot reach a gateway');
      expect(err).not.toContain('may have been done');
    }
  });
});
