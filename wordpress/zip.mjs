import { crc32, deflateRawSync } from 'node:zlib';

/** The earliest date a zip can contain: the same files make the same bytes, whenever they are packed. */
const DATE = (1 << 5) | 1;
const DEFLATE = 8;
const VERSION = 20;
const REGULAR_FILE_644 = 0o100644 * 65_536;
const UNIX = 3 << 8;
/** Names are UTF-8. */
const FLAGS = 0x0800;

/**
 * A zip file in memory.
 *
 * @param {{ name: string, data: Buffer }[]} files Names with forward slashes; no more than 65,535 files.
 * @returns {Buffer}
 */
export function zip(files) {
  const bodies = [];
  const entries = [];
  let offset = 0;
  for (const { name, data } of files) {
    const packed = deflateRawSync(data, { level: 9 });
    const facts = factsOf(name, data, packed);
    const body = Buffer.concat([signed(0x04034b50), facts, Buffer.from(name), packed]);
    entries.push(entryOf(name, facts, offset));
    bodies.push(body);
    offset += body.length;
  }
  const directory = Buffer.concat(entries);
  return Buffer.concat([...bodies, directory, endOf(files.length, directory.length, offset)]);
}

/** What a file's own header and the directory have in common. */
function factsOf(name, data, packed) {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(FLAGS, 2);
  facts.writeUInt16LE(DEFLATE, 4);
  facts.writeUInt16LE(DATE, 8);
  facts.writeUInt32LE(crc32(data), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(data.length, 18);
  facts.writeUInt16LE(Buffer.byteLength(name), 22);
  return facts;
}

function entryOf(name, facts, offset) {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(REGULAR_FILE_644, 6);
  rest.writeUInt32LE(offset, 10);
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(UNIX | VERSION);
  return Buffer.concat([signed(0x02014b50), madeBy, facts, rest, Buffer.from(name)]);
}

function endOf(count, directoryLength, offset) {
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(directoryLength, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([signed(0x06054b50), end]);
}

function signed(signature) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}
