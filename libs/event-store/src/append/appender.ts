import type { DataSource } from 'typeorm';
import { StoreUnavailable, guarded, isDuplicate } from '../errors.js';
import { prepared } from '../database/prepared.js';
import type { ReceiptRow } from '../records/receipts.js';

/** What `append_batch` returns for an item. */
export type Verdict =
  | { verdict: 'appended'; position: number }
  | { verdict: 'conflict' }
  | { verdict: 'received'; receipt: ReceiptRow }
  | { verdict: 'busy' };

type Waiting = {
  item: string;
  resolve: (verdict: Verdict) => void;
  reject: (reason: unknown) => void;
};

/** While one commits, the next one waits for the feed's lock with its whole batch. */
const BATCHES_AT_ONCE = 2;
const MOST_ITEMS = 100;
const MOST_CHARACTERS = 4_000_000;
/** More than this wait for a slow store: further appends are refused for now. */
const MOST_WAITING_CHARACTERS = 64_000_000;

const APPEND = prepared('SELECT append_batch($1::jsonb) AS verdict');

/**
 * Group commit: appends that arrive while batches are under way go together with the next one. A
 * lone append goes immediately. @throws StoreUnavailable.
 */
export class Appender {
  private waiting: Waiting[] = [];
  private characters = 0;
  private underWay = 0;

  constructor(private readonly dataSource: DataSource) {}

  async append(item: string): Promise<Verdict> {
    if (this.characters > 0 && this.characters + item.length > MOST_WAITING_CHARACTERS) {
      throw new StoreUnavailable(new Error('Too many appends are waiting.'));
    }
    this.characters += item.length;
    try {
      return await new Promise<Verdict>((resolve, reject) => {
        this.waiting.push({ item, resolve, reject });
        this.next();
      });
    } finally {
      this.characters -= item.length;
    }
  }

  private next(): void {
    while (this.underWay < BATCHES_AT_ONCE && this.waiting.length > 0) {
      this.underWay += 1;
      void this.run(this.takeBatch()).finally(() => {
        this.underWay -= 1;
        this.next();
      });
    }
  }

  private takeBatch(): Waiting[] {
    let characters = 0;
    const end = this.waiting.findIndex(({ item }, index) => {
      characters += item.length;
      return index > 0 && (index >= MOST_ITEMS || characters > MOST_CHARACTERS);
    });
    return this.waiting.splice(0, end < 0 ? this.waiting.length : end);
  }

  /** Never throws: each waiting append gets its own result. */
  private async run(batch: readonly Waiting[]): Promise<void> {
    try {
      const verdicts = await this.call(batch);
      for (const [index, { resolve }] of batch.entries()) resolve(verdicts[index] as Verdict);
    } catch (error) {
      if (batch.length === 1 && isDuplicate(error, 'event_stream_version')) {
        // A process of an older release, which does not wait for the feed's lock, appended first.
        batch[0]?.resolve({ verdict: 'conflict' });
      } else if (batch.length === 1 || error instanceof StoreUnavailable) {
        for (const { reject } of batch) reject(error);
      } else {
        // One of them cannot be stored; the others are unaffected.
        for (const one of batch) await this.run([one]);
      }
    }
  }

  private async call(batch: readonly Waiting[]): Promise<Verdict[]> {
    const items = `[${batch.map(({ item }) => item).join(',')}]`;
    const rows = await guarded(() =>
      this.dataSource.query<{ verdict: Verdict }[]>(APPEND, [items]),
    );
    if (rows.length !== batch.length) throw new Error('append_batch left out an item.');
    return rows.map(({ verdict }) => verdict);
  }
}
