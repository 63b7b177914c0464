import { type Socket, createSocket } from 'node:dgram';

const HEADER_BYTES = 12;
const TYPE_A = 1;

/** A name server that responds to each IPv4 query with the next of these addresses, then always with the last. */
export class NameServer {
  asked = 0;
  private readonly socket: Socket = createSocket('udp4');

  private constructor(private readonly addresses: readonly string[]) {
    this.socket.on('message', (question, { port, address }) => {
      this.socket.send(this.answerTo(question), port, address);
    });
  }

  static async start(addresses: readonly string[]): Promise<NameServer> {
    const server = new NameServer(addresses);
    await new Promise<void>((resolve) => server.socket.bind(0, '127.0.0.1', resolve));
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.socket.address().port}`;
  }

  close(): void {
    this.socket.close();
  }

  /** The query with its flags and counts of a response, and one record if it is about IPv4. */
  private answerTo(question: Buffer): Buffer {
    const end = question.indexOf(0, HEADER_BYTES) + 5;
    const isA = question.readUInt16BE(end - 4) === TYPE_A;
    const answer = Buffer.from(question.subarray(0, end));
    answer.writeUInt16BE(0x8180, 2);
    answer.writeUInt16BE(1, 4);
    answer.writeUInt16BE(isA ? 1 : 0, 6);
    answer.writeUInt32BE(0, 8);
    return isA ? Buffer.concat([answer, this.record()]) : answer;
  }

  /** Named by a pointer to the query, class IN, no time to live. */
  private record(): Buffer {
    const address = this.addresses[Math.min(this.asked, this.addresses.length - 1)] ?? '';
    this.asked += 1;
    const head = Buffer.from([0xc0, HEADER_BYTES, 0, TYPE_A, 0, 1, 0, 0, 0, 0, 0, 4]);
    return Buffer.concat([head, Buffer.from(address.split('.').map(Number))]);
  }
}
