import { once } from 'node:events';
import { type AddressInfo, type Server, createServer } from 'node:net';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataSourceOptions } from '../../../libs/event-store/src/database/data-source.js';

/** A message of PostgreSQL's protocol: its kind, its length, its body. */
function message(kind: string, ...body: Buffer[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + Buffer.concat(body).length);
  return Buffer.concat([Buffer.from(kind), length, ...body]);
}

const TRUSTED = message('R', Buffer.from([0, 0, 0, 0]));
const READY = message('Z', Buffer.from('I'));
const FATAL = message(
  'E',
  Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'),
);

let server: Server;

/** A server that is stopped at the moment it has accepted a connection. */
beforeEach(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([TRUSTED, READY, FATAL])));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.close();
  await once(server, 'close');
});

describe('a PostgreSQL that stops while a connection is made', () => {
  it('is an error for the caller, and not the end of the process', async () => {
    const faults: unknown[] = [];
    const note = (error: unknown) => void faults.push(error);
    process.prependListener('uncaughtException', note);
    const { port } = server.address() as AddressInfo;
    const databaseUrl = `postgres://someone@127.0.0.1:${port}/newsletters`;
    const dataSource = new DataSource(dataSourceOptions({ databaseUrl }));
    await expect(dataSource.initialize()).rejects.toThrow(/terminat|not queryable/i);
    process.off('uncaughtException', note);
    expect(faults).toEqual([]);
  });
});
