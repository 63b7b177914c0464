import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FeedEpoch } from '#event-store';
import { refuseFaults } from '../problem/problem.js';
import { UNKNOWN_PLACE } from './feed-faults.js';
import { START } from './feed-query.dto.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX = 's.';

/**
 * Positions for keys limited to some sites. A plain one counts the events of all sites. A sealed one
 * differs each time, so that not even its change reveals events at other sites.
 */
@Injectable()
export class FeedCursors {
  private key: Promise<Buffer> | undefined;

  constructor(private readonly epochs: FeedEpoch) {}

  async seal(position: string, epoch: string): Promise<string> {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, await this.secret(), nonce);
    cipher.setAAD(Buffer.from(epoch));
    const plain = Buffer.alloc(8);
    plain.writeBigUInt64BE(BigInt(position));
    const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final()]);
    return PREFIX + Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** Whether it is sealed: a key that may now read all sites can still continue from it. */
  isSealed(cursor: string): boolean {
    return cursor.startsWith(PREFIX);
  }

  /** @throws Problem if it was not sealed here in this epoch. */
  async open(cursor: string, epoch: string): Promise<string> {
    if (cursor === START) return START;
    const position = await this.opened(cursor, epoch);
    if (position === undefined) refuseFaults('invalid-request', [UNKNOWN_PLACE]);
    return position ?? START;
  }

  private async opened(cursor: string, epoch: string): Promise<string | undefined> {
    if (!this.isSealed(cursor)) return undefined;
    const bytes = Buffer.from(cursor.slice(PREFIX.length), 'base64url');
    const tagAt = bytes.length - TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, await this.secret(), bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(epoch)).setAuthTag(bytes.subarray(tagAt));
    try {
      const plain = decipher.update(bytes.subarray(NONCE_BYTES, tagAt));
      decipher.final();
      return plain.readBigUInt64BE().toString();
    } catch {
      return undefined;
    }
  }

  /** Read once: it never changes, in any process. */
  private async secret(): Promise<Buffer> {
    this.key ??= this.epochs.cursorKey().then((text) => {
      return Buffer.from(hkdfSync('sha256', text, '', 'feed cursors', 32));
    });
    try {
      return await this.key;
    } catch (error) {
      this.key = undefined;
      throw error;
    }
  }
}
