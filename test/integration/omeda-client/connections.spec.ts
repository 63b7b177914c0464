import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createOmedaClient } from '#omeda-client';
import { describe, expect, it } from 'vitest';

describe('several calls to one account', () => {
  it('go over connections that are kept alive, and closing the client ends them', async () => {
    const connections = new Set<Socket>();
    const keys = new Set<unknown>();
    const server = createServer((request, response) => {
      connections.add(request.socket);
      keys.add(request.headers['x-omeda-appid']);
      request.resume().on('end', () => {
        response.setHeader('content-type', 'application/json');
        response.end('{"SubmissionId":"1","Deployments":[]}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = createOmedaClient({
      brand: 'DEMO',
      environment: 'sandbox',
      baseUrl: `http://127.0.0.1:${port}`,
      appId: 'the-key',
      ownerUserId: 'owner',
    });
    for (let call = 1; call <= 20; call += 1) await client.search({ name: 'Morning news' });
    // A call while the previous connection is closing opens a second one.
    expect(connections.size).toBeLessThanOrEqual(2);
    expect([...keys]).toEqual(['the-key']);

    await client.close();
    const open = () => [...connections].filter(({ destroyed }) => !destroyed);
    await expect.poll(open, { timeout: 10_000 }).toEqual([]);
    server.close();
  });
});
