import { type Socket, connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Frames, longString, method, shortString } from './frames.js';

const ANSWER_LIMIT_MS = 5_000;
const CONNECTION = 10;
const [START, START_OK, TUNE, TUNE_OK, OPEN, OPEN_OK, CLOSE] = [10, 11, 30, 31, 40, 41, 50];

/**
 * Why RabbitMQ refuses to open the virtual host, in its own words: amqplib drops them at this point
 * of the handshake. Repeats the handshake to get them, and goes no further.
 * @returns undefined if it does not refuse.
 */
export function refusalOf(
  given: string,
  files: { ca?: Buffer; cert?: Buffer; key?: Buffer },
): Promise<string | undefined> {
  const url = new URL(given);
  const socket = open(url, files);
  return new Promise<string | undefined>((resolve, reject) => {
    socket.setTimeout(ANSWER_LIMIT_MS, () => reject(new Error('no answer')));
    socket.once('error', reject);
    socket.once('close', () => resolve(undefined));
    const frames = new Frames();
    socket.on('data', (data: Buffer) => {
      for (const payload of frames.read(data)) answer(payload, { socket, url, done: resolve });
    });
    socket.write(Buffer.from([...Buffer.from('AMQP'), 0, 0, 9, 1]));
  }).finally(() => socket.destroy());
}

function open({ protocol, hostname, port }: URL, files: object): Socket {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'amqp:') return connect({ host, port: Number(port || 5672) });
  const servername = isIP(host) ? {} : { servername: host };
  return connectTls({ ...files, ...servername, host, port: Number(port || 5671) });
}

type Talk = { socket: Socket; url: URL; done: (words: string | undefined) => void };

function answer(payload: Buffer, { socket, url, done }: Talk): void {
  switch (payload.readUInt16BE(2)) {
    case START:
      return void socket.write(method(CONNECTION, START_OK!, startOk(url)));
    case TUNE: {
      // Accepts what RabbitMQ proposes.
      socket.write(method(CONNECTION, TUNE_OK!, payload.subarray(4)));
      const vhost = decodeURIComponent(url.pathname.slice(1)) || '/';
      const opened = Buffer.concat([shortString(vhost), Buffer.from([0, 0])]);
      return void socket.write(method(CONNECTION, OPEN!, opened));
    }
    case CLOSE:
      return done(payload.subarray(7, 7 + payload.readUInt8(6)).toString('utf8'));
    case OPEN_OK:
      return done(undefined);
  }
}

/** With the capability that makes RabbitMQ say why it refuses a password. */
function startOk({ username, password }: URL): Buffer {
  const user = username || password ? [username, password] : ['guest', 'guest'];
  const flag = Buffer.concat([shortString('authentication_failure_close'), Buffer.from('t\u0001')]);
  const capabilities = Buffer.concat([
    shortString('capabilities'),
    Buffer.from('F'),
    longString(flag),
  ]);
  const response = user.map((part) => `\u0000${decodeURIComponent(part)}`).join('');
  return Buffer.concat([
    longString(capabilities),
    shortString('PLAIN'),
    longString(Buffer.from(response)),
    shortString('en_US'),
  ]);
}
