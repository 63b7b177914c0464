import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '#process';
import { answerProblem } from '../problem/answer-problem.js';
import { Problem } from '../problem/problem.js';
import { noteInLog, requestLog } from './request-log.js';
import { trace } from './trace.js';

const close: (() => void)[] = [];
afterEach(() => close.splice(0).forEach((one) => one()));

async function logOf(path: string, headers: Record<string, string>): Promise<string[]> {
  const lines: string[] = [];
  const logged = deferred();
  const log = createLog('info', {
    write(line: string) {
      lines.push(line);
      logged.resolve();
    },
  });
  const app = express().use(trace, requestLog(log));
  app.post('/failing', () => {
    throw Object.assign(new Error('bad'), { status: 418 });
  });
  app.post('/v1/sites/:site/events/refused', (request, response) =>
    answerProblem(request, response, new Problem('key-refused', 'The key is unknown: send one.')),
  );
  app.post('/v1/sites/:site/events/taken', (_request, response) => {
    noteInLog(response, { deployment: 'd-1', site: 'daily' });
    noteInLog(response, { brand: 'FOO', event: 'post.saved' });
    response.status(202).send();
  });
  app.use((_request, response) => void response.status(202).send('taken'));
  const server = app.listen(0, '127.0.0.1');
  close.push(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: 'the body', headers });
  await logged.promise;
  return lines;
}

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('the log of a request', () => {
  const headers = {
    authorization: 'Bearer site-key-0123456789',
    'webhook-signature': 'v1,c2lnbmF0dXJl',
    cookie: 'session=biscuit',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  };

  it('says why a request was refused, and of which site', async () => {
    const [line] = await logOf('/v1/sites/daily/events/refused', {});
    expect(JSON.parse(line ?? '')).toMatchObject({
      level: 40,
      site: 'daily',
      problem: 'key-refused',
      why: 'The key is unknown: send one.',
    });
  });

  it('names the newsletter that an event was accepted for', async () => {
    const [line] = await logOf('/v1/sites/daily/events/taken', {});
    expect(JSON.parse(line ?? '')).toMatchObject({
      deployment: 'd-1',
      site: 'daily',
      brand: 'FOO',
      event: 'post.saved',
      res: { statusCode: 202 },
    });
  });

  it('omits the secret of callbacks from Omeda', async () => {
    const [line] = await logOf('/v1/callbacks/audience/id/3/t0k3n', {});
    expect(line).toContain('/v1/callbacks/audience/id/3/…');
    expect(line).not.toContain('t0k3n');
  });

  it('has the request and its status, under the trace id', async () => {
    const lines = await logOf('/v1/sites/daily/events', headers);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      req: { method: 'POST', path: '/v1/sites/daily/events' },
      res: { statusCode: 202 },
      reqId: '4bf92f3577b34da6a3ce929d0e0e4736',
    });
  });

  it.each(['/v1/sites/daily/events?key=query-secret', '/failing'])(
    'of %s holds no credential and no body',
    async (path) => {
      const text = (await logOf(path, headers)).join('\n');
      expect(text).not.toMatch(/site-key|c2lnbmF0dXJl|biscuit|query-secret|the body/);
    },
  );

  it('hides credentials that are logged by mistake', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line: string) => void lines.push(line) });
    log.info({ headers }, 'by mistake');
    log.info({ request: headers }, 'by mistake');
    expect(lines.join('')).not.toMatch(/site-key|c2lnbmF0dXJl/);
  });
});
