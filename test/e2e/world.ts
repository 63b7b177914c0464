import { scaled } from '#deployment';
import { toCentralDate } from '../../apps/sandbox/src/model/central.js';
import { statusOf } from '../../apps/sandbox/src/model/deployment.js';
import type { Fault } from '../../apps/sandbox/src/model/faults.js';
import { type Sandbox, startSandbox } from '../../apps/sandbox/src/start-sandbox.js';
import {
  type TestDatabase,
  clockMoved,
  copyOf,
  createTestDatabase,
  jumpClock,
  moveClock,
  putInPlace,
} from '../setup/database.js';
import type { StandaloneSettings } from '../../apps/standalone/src/standalone.module.js';
import { type Newsroom, startNewsroom } from './newsroom.js';
import { Post } from './post.js';
import { APP_ID, BRAND, testSites } from './sites.js';

const DEADLINE_MS = 60_000;
const POLL_INTERVAL_MS = 40;

export type WorldOptions = {
  /** Multiplies the delays; 1 leaves them, and `pass` moves time. */
  factor?: number;
  /** The instant it is at the start. */
  now?: string;
  audienceLoadMs?: number;
  /** Omeda's callback address; it must lead to the gateway. */
  publicUrl?: string;
};

/** Gateway and deployer on real PostgreSQL and HTTP, over the run's transport, and the sandbox Omeda. */
export class World {
  private offsetMs = 0;
  private backup?: TestDatabase;

  constructor(
    public database: TestDatabase,
    readonly sandbox: Sandbox,
    public newsroom: Newsroom,
    readonly settings: StandaloneSettings,
  ) {}

  /** A backup of the store as it is now; there must be no connections while it is made. */
  async backUp(): Promise<void> {
    await this.newsroom.close();
    this.backup = await copyOf(this.database);
    this.newsroom = await startNewsroom({ ...this.settings, databaseUrl: this.database.url });
  }

  /** The store is lost, and replaced with the backup; Omeda keeps what it has. */
  async restore(): Promise<void> {
    if (!this.backup) throw new Error('there is no backup');
    await this.newsroom.close();
    await this.database.drop();
    this.database = this.backup;
    await moveClock(this.database.url, this.offsetMs);
    this.newsroom = await startNewsroom({ ...this.settings, databaseUrl: this.database.url });
  }

  /** The store forgets everything since the backup, and processes continue with it. */
  async forget(): Promise<void> {
    if (!this.backup) throw new Error('there is no backup');
    await putInPlace(this.backup, this.database);
  }

  post(id = 42): Post {
    return new Post(this, id);
  }

  /** Time passes, for the service and for Omeda. */
  async pass(ms: number): Promise<void> {
    this.offsetMs += ms;
    await this.newsroom.store.dataSource.query(clockMoved(this.offsetMs));
    this.sandbox.world.clock.advance(ms);
  }

  /** The database server's own clock differs from the real one by this from now on. */
  async jump(ms: number): Promise<void> {
    await jumpClock(this.database.url, ms);
  }

  /** How long the clock must be steady to be trusted again, in milliseconds. */
  async steadyAfter(ms: number): Promise<void> {
    await this.newsroom.store.dataSource.query('UPDATE clock SET steady_ms = $1', [ms]);
  }

  async isClockSteady(): Promise<boolean> {
    return (await this.newsroom.store.clock.unsteadyForMs()) === 0;
  }

  /** The store's clock, in milliseconds. */
  async nowMs(): Promise<number> {
    return Date.parse(await this.newsroom.store.now());
  }

  deployments() {
    const { deployments, clock } = this.sandbox.world;
    return [...deployments.values()].map((known) => ({
      trackId: known.trackId,
      name: known.name,
      typeId: known.typeId,
      status: statusOf(known, clock.nowMs()),
      html: known.content?.html,
      subject: known.content?.subject,
      testsSent: known.tests.length,
      scheduledDate: known.scheduledMs === undefined ? undefined : toCentralDate(known.scheduledMs),
    }));
  }

  /** The calls of this name that had an effect. */
  calls(name: string) {
    return this.sandbox.world.ledger.entries.filter(({ call, effect }) => call === name && effect);
  }

  revokeKey(revoked: boolean): void {
    const brand = this.sandbox.world.brands.get(BRAND);
    if (brand) brand.appIdRevoked = revoked;
  }

  fail(fault: Fault): void {
    this.sandbox.world.faults.add(fault);
  }

  heal(): void {
    this.sandbox.world.faults.clear();
  }

  central(instant: string): string {
    return toCentralDate(Date.parse(instant));
  }

  async brandEvents() {
    const { events } = await this.newsroom.store.read({ category: 'brand', id: BRAND });
    return events;
  }

  async until(what: string, isSo: () => Promise<boolean>, deadlineMs = DEADLINE_MS) {
    const end = performance.now() + deadlineMs;
    while (!(await isSo())) {
      if (performance.now() > end) throw new Error(`It never came to: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    }
  }

  async close(): Promise<void> {
    await this.newsroom.close();
    await this.sandbox.close();
    await this.database.drop();
  }
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { factor = 1, now, audienceLoadMs = 50, publicUrl } = options;
  const database = await createTestDatabase();
  const sandbox = await startSandbox({
    audienceLoadMs,
    brands: [{ abbreviation: BRAND, appIds: [APP_ID], users: ['owner'] }],
  });
  const parts = {
    databaseUrl: database.url,
    sites: testSites(sandbox.url),
    timing: scaled(factor),
    contentLimitBytes: 2_000_000,
    logLevel: 'error' as const,
    ...(publicUrl ? { publicUrl } : {}),
  };
  const world = new World(database, sandbox, await startNewsroom(parts), parts);
  if (now) await world.pass(Date.parse(now) - Date.now());
  return world;
}
