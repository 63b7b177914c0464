import { createHash, timingSafeEqual } from 'node:crypto';

/** A key that callers show. Only its SHA-256 is kept: it is compared, never read. */
export class HashedKey {
  constructor(
    private readonly digest: Buffer,
    /** Variable or file it was read from. */
    readonly source: string,
  ) {}

  static of(key: string, source: string): HashedKey {
    return new HashedKey(digestOf(key), source);
  }

  /** In a time that tells nothing about the key. */
  isOf(digest: Buffer): boolean {
    return timingSafeEqual(this.digest, digest);
  }

  /** By which it can be recognized, and from which neither it nor its hash follows. */
  get print(): string {
    return digestOf(`print ${this.digest.toString('hex')}`).toString('hex');
  }

  equals(other: HashedKey): boolean {
    return other.isOf(this.digest);
  }
}

/** SHA-256: digests have one length, which the comparison needs. */
export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
