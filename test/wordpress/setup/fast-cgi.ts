import { connect } from 'node:net';

/** https://fastcgi-archives.github.io/FastCGI_Specification.html, section 3.3 and 8. */
const VERSION = 1;
const TYPE = { begin: 1, end: 3, params: 4, stdin: 5, stdout: 6 };
const RESPONDER = Buffer.from([0, 1, 0, 0, 0, 0, 0, 0]);
const HEADER_BYTES = 8;
const LONGEST = 65_535;

export type FastCgiAnswer = { status: number; headers: string; body: string };

/** One request to a FastCGI server's socket; resolves as soon as the response is declared complete. */
export function fastCgi(
  socketPath: string,
  params: Record<string, string>,
  body: string,
): Promise<FastCgiAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    let received: Buffer = Buffer.alloc(0);
    let out = '';
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`The server hung up after: ${out}`)));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      for (let record = take(received); record; record = take(received)) {
        received = record.rest;
        if (record.type === TYPE.stdout) out += record.content.toString();
        if (record.type !== TYPE.end) continue;
        resolve(parse(out));
        socket.destroy();
      }
    });
    const pairs = Buffer.concat(Object.entries(params).map(([name, value]) => pair(name, value)));
    socket.write(
      Buffer.concat([
        frame(TYPE.begin, RESPONDER),
        ...stream(TYPE.params, pairs),
        ...stream(TYPE.stdin, Buffer.from(body)),
      ]),
    );
  });
}

function frame(type: number, content: Buffer): Buffer {
  const header = Buffer.from([
    VERSION,
    type,
    0,
    1,
    content.length >> 8,
    content.length & 255,
    0,
    0,
  ]);
  return Buffer.concat([header, content]);
}

/** In chunks, ended by an empty one. */
function stream(type: number, content: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < content.length; at += LONGEST) {
    frames.push(frame(type, content.subarray(at, at + LONGEST)));
  }
  return [...frames, frame(type, Buffer.alloc(0))];
}

function pair(name: string, value: string): Buffer {
  const length = (text: string) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(Buffer.byteLength(text) + 0x8000_0000);
    return bytes;
  };
  return Buffer.concat([length(name), length(value), Buffer.from(name + value)]);
}

function take(bytes: Buffer) {
  if (bytes.length < HEADER_BYTES) return undefined;
  const end = HEADER_BYTES + bytes.readUInt16BE(4);
  const padded = end + bytes.readUInt8(6);
  if (bytes.length < padded) return undefined;
  const content = bytes.subarray(HEADER_BYTES, end);
  return { type: bytes.readUInt8(1), content, rest: bytes.subarray(padded) };
}

function parse(out: string): FastCgiAnswer {
  const [headers = '', ...rest] = out.split('\r\n\r\n');
  const status = Number(/^Status: (\d+)/m.exec(headers)?.[1] ?? 200);
  return { status, headers, body: rest.join('\r\n\r\n') };
}
