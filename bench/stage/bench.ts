import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Broker } from '../../test/setup/broker/broker.js';
import { startBroker } from '../../test/setup/broker/start-broker.js';
import { folderOnDisk } from '../../test/setup/server-folder.js';
import type { Row } from '../measure/row.js';
import { type Postgres, openPostgres } from './postgres.js';

export type BenchOptions = { isQuick: boolean; say: (line: string) => void };

/** What is measured together, in the same rounds. */
export type Case = {
  /** Its rows' names begin with it. */
  name: string;
  run: (this: void, bench: Bench) => Promise<Row[]>;
};

/** The servers that all cases share, started on first use. */
export class Bench {
  readonly isQuick: boolean;
  readonly say: (line: string) => void;
  readonly loop: number;
  /** The length of a round of a rate, in milliseconds. */
  readonly roundMs: number;
  /** What could not be measured, and why. */
  readonly notes: string[] = [];
  private server: Promise<Postgres> | undefined;
  private rabbit: Promise<Broker> | undefined;
  private readonly open = new Set<Opened>();

  constructor({ isQuick, say }: BenchOptions) {
    this.isQuick = isQuick;
    this.say = say;
    this.loop = 5;
    this.roundMs = isQuick ? 1_000 : 4_000;
  }

  postgres(): Promise<Postgres> {
    return (this.server ??= openPostgres());
  }

  /** The first rounds of a case are over. */
  async warmed(): Promise<void> {
    await (await this.server)?.analyze();
  }

  broker(): Promise<Broker> {
    return (this.rabbit ??= startBroker(folderOnDisk));
  }

  /** Runs with resources that are closed afterwards, the last first. */
  async within<T>(run: (own: Opened) => Promise<T>): Promise<T> {
    const own = new Opened();
    this.open.add(own);
    try {
      return await run(own);
    } finally {
      this.open.delete(own);
      await own.close();
    }
  }

  /** Leaves nothing behind, also in the middle of a case. */
  async close(): Promise<void> {
    for (const own of this.open) await own.close();
    await (await this.rabbit)?.close();
    await (await this.server)?.close();
  }
}

/** What a case has opened. */
export class Opened {
  private readonly closing: (() => Promise<unknown>)[] = [];

  async add<T extends { stop(): Promise<unknown> }>(opening: Promise<T>): Promise<T> {
    const opened = await opening;
    this.closing.push(() => opened.stop());
    return opened;
  }

  async folder(): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 'newsletter-bench-'));
    this.closing.push(() => rm(path, { recursive: true, force: true }));
    return path;
  }

  async close(): Promise<void> {
    for (const close of this.closing.toReversed()) await close();
  }
}
