import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { run } from './run.js';

/** A server with this listener on a free port; resolves to a function that runs command lines on it. */
export async function commandsOf(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const env = { NEWSLETTER_URL: `http://127.0.0.1:${port}`, NEWSLETTER_KEY: 'key' };
  return async (...args: string[]) => {
    let [out, err] = ['', ''];
    const exitCode = await run(args, {
      env,
      out: (text) => (out += text),
      err: (text) => (err += text),
    });
    return { exitCode, out, err };
  };
}
