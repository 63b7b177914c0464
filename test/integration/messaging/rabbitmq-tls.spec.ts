import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  RabbitConnection,
  type TlsFiles,
  connectionCure,
  examineBroker,
  rabbitAccess,
  topologyOf,
} from '#messaging';
import type { Broker } from '../../setup/broker/broker.js';
import { Authority, type Certificate } from '../../setup/broker/certificates.js';
import { freePorts } from '../../setup/broker/free-ports.js';
import { startBrokerWith } from '../../setup/broker/start-broker-with.js';

Logger.overrideLogger(false);

const DEADLINE = { timeout: 30_000, interval: 20 };
const DAY_MS = 24 * 60 * 60_000;
const topology = topologyOf({ prefix: 'tls', delaysMs: [100] });

let folder: string;
let ours: Authority;
let client: Certificate;
let stranger: Certificate;
let broker: Broker;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsletter-tls-'));
  ours = await Authority.make(folder, 'authority');
  const server = await ours.sign('rabbit', 30);
  client = await ours.sign('connector', 60);
  stranger = (await Authority.make(folder, 'stranger')).own;
  const [port = 0] = await freePorts(1);
  broker = await startBrokerWith([
    `listeners.ssl.1 = 127.0.0.1:${port}`,
    `ssl_options.cacertfile = ${ours.own.cert}`,
    `ssl_options.certfile = ${server.cert}`,
    `ssl_options.keyfile = ${server.key}`,
    'ssl_options.verify = verify_peer',
    'ssl_options.fail_if_no_peer_cert = true',
  ]);
  url = `amqps://guest:guest@127.0.0.1:${port}`;
}, 240_000);

afterAll(async () => {
  await broker?.close();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

async function opened(tls: TlsFiles, at = url): Promise<RabbitConnection> {
  return RabbitConnection.open({ url: at, tls, topology, name: 'spec-tls' });
}

describe('RabbitMQ over TLS, with an authority of its own', () => {
  it('is used with RABBITMQ_CA_FILE and a client certificate, and shows when its own ends', async () => {
    const connection = await opened({ ca: ours.own.cert, ...client });
    await vi.waitFor(() => expect(connection.connected).toBe(true), DEADLINE);
    const leftMs = connection.certificateExpiry!.getTime() - Date.now();
    expect(Math.round(leftMs / DAY_MS)).toBe(30);
    await connection.close();
  });

  it('reads the files again for each connection', async () => {
    const ca = join(folder, 'replaced.pem');
    await writeFile(ca, 'not yet');
    const connection = await opened({ ca, ...client });
    await vi.waitFor(() => expect(connection.fault).toContain('RABBITMQ_CA_FILE'), DEADLINE);
    await writeFile(ca, await readFile(ours.own.cert));
    await vi.waitFor(() => expect(connection.connected).toBe(true), DEADLINE);
    await connection.close();
  });

  it.each<[string, () => [TlsFiles, string], RegExp, RegExp]>([
    [
      'without its authority',
      () => [client, url],
      /unable to verify|self.signed|local issuer/i,
      /set RABBITMQ_CA_FILE/,
    ],
    [
      'without a client certificate',
      () => [{ ca: ours.own.cert }, url],
      /certificate required|handshake failure|ECONNRESET|closed abruptly/i,
      /RABBITMQ_CERT_FILE/,
    ],
    [
      'with a client certificate of a stranger',
      () => [{ ca: ours.own.cert, ...stranger }, url],
      /unknown ca|bad certificate|ECONNRESET|closed abruptly/i,
      /RABBITMQ_CERT_FILE/,
    ],
    [
      'without TLS at the port for it',
      () => [{}, url.replace('amqps:', 'amqp:')],
      /./,
      /is not RabbitMQ’s AMQP listener, or it is one for amqps/,
    ],
    [
      'with TLS at the port without it',
      () => [{ ca: ours.own.cert, ...client }, broker.url.replace('amqp:', 'amqps:')],
      /wrong version number|record layer|packet length/i,
      /does not speak TLS. Correct it, or use amqp:/,
    ],
  ])('is refused in its own words, with the cure: %s', async (_how, given, words, cure) => {
    const [tls, at] = given();
    const { addresses, broker: reached } = await examineBroker({ url: at, tls, topology });
    expect(reached).toBeUndefined();
    const fault = addresses[0]?.fault ?? '';
    expect(fault).toMatch(words);
    expect(connectionCure(fault, rabbitAccess(at, 'tls'))).toMatch(cure);
  });
});
