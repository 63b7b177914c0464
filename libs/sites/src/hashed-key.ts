import { createHash, timingSafeEqual } from 'node:crypto';

/** A key that callers present. Only its SHA-256 is kept: it is compared, never read. */
export class HashedKey {
  constructor(
    private readonly digest: Buffer,
    /** Variable or file it was read from. */
    readonly source: string,
  ) {}

  static of(key: string, source: string): HashedKey {
    return new HashedKey(digestOf(key), source);
  }

  /** In constant time. */
  isOf(digest: Buffer): boolean {
    return timingSafeEqual(this.digest, digest);
  }

  /** Identifies it, but reveals neither it nor its hash. */
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
