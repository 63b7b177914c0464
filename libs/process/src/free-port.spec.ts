import { type AddressInfo, type Server, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { PortTaken, findPort } from './free-port.js';

const host = '127.0.0.1';
const setting = 'PORT';
let server: Server | undefined;

async function taken(): Promise<number> {
  server = createServer();
  const { port } = await new Promise<AddressInfo>((resolve) => {
    server?.listen(0, host, () => resolve(server?.address() as AddressInfo));
  });
  return port;
}

afterEach(
  () => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())),
);

describe('a port that is taken', () => {
  it('is replaced by the next free one if it was not set explicitly', async () => {
    const port = await taken();
    expect(await findPort({ port, host, isPortNamed: false, setting })).toBeGreaterThan(port);
  });

  it('is an error with its cure if it was set explicitly', async () => {
    const port = await taken();
    await expect(findPort({ port, host, isPortNamed: true, setting })).rejects.toThrow(PortTaken);
    await expect(findPort({ port, host, isPortNamed: true, setting })).rejects.toThrow(
      /set PORT to another/,
    );
  });
});
