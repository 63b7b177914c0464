/** Type, channel, and size before a frame's payload; one byte after it. */
const HEAD_BYTES = 7;
const METHOD = 1;
const END = 0xce;

/** Finds the payloads of AMQP frames in the chunks that a socket receives. */
export class Frames {
  private rest: Buffer = Buffer.alloc(0);

  read(data: Buffer): Buffer[] {
    this.rest = Buffer.concat([this.rest, data]);
    const payloads: Buffer[] = [];
    while (this.rest.length > HEAD_BYTES) {
      const end = HEAD_BYTES + this.rest.readUInt32BE(3);
      if (this.rest.length <= end) break;
      if (this.rest[0] === METHOD) payloads.push(this.rest.subarray(HEAD_BYTES, end));
      this.rest = this.rest.subarray(end + 1);
    }
    return payloads;
  }
}

/** A method's frame on channel 0. */
export function method(classId: number, methodId: number, fields: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES + 4);
  head.writeUInt8(METHOD, 0);
  head.writeUInt32BE(fields.length + 4, 3);
  head.writeUInt16BE(classId, HEAD_BYTES);
  head.writeUInt16BE(methodId, HEAD_BYTES + 2);
  return Buffer.concat([head, fields, Buffer.from([END])]);
}

export function shortString(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

export function longString(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
