import type { Codec } from '#events';
import { EventStore } from '#event-store';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { type Gateway, startTestGateway, testSites } from '../../e2e/gateway/fixtures.js';
import { type TestDatabase, clockMoved, createTestDatabase } from '../../setup/database.js';
import { Deployer, type LeaseOptions } from './deployer.js';
import { Newsletter } from './newsletter.js';

/** A gateway, a store, the sandbox Omeda, and deployers that a spec steps by hand. */
export class Newsroom {
  private offsetMs = 0;
  private posts = 0;
  private readonly deployers: Deployer[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly sandbox: Sandbox,
    readonly gateway: Gateway,
  ) {}

  static async open(): Promise<Newsroom> {
    const database = await createTestDatabase();
    const sandbox = await startSandbox({ audienceLoadMs: 8_000 });
    const gateway = await startTestGateway({ databaseUrl: database.url, omedaUrl: sandbox.url });
    return new Newsroom(database, sandbox, gateway);
  }

  get store(): EventStore {
    return this.gateway.app.get(EventStore);
  }

  async deployer(worker: string, lease?: LeaseOptions, codec?: Codec): Promise<Deployer> {
    const { database, sandbox } = this;
    const deployer = await Deployer.start(worker, {
      databaseUrl: database.url,
      omedaUrl: sandbox.url,
      sites: testSites(sandbox.url),
      ...(lease ? { lease } : {}),
      ...(codec ? { codec } : {}),
    });
    this.deployers.push(deployer);
    return deployer;
  }

  newsletter(): Newsletter {
    this.posts += 1;
    return new Newsletter(this, this.posts);
  }

  /** Removes the earlier newsletters from Omeda: each search would read all of them. */
  forgetEarlier(): void {
    const { deployments, ledger } = this.sandbox.world;
    deployments.clear();
    ledger.entries.length = 0;
  }

  /** Time passes, for the store and for Omeda. */
  async pass(ms: number): Promise<void> {
    this.offsetMs += ms;
    await this.store.dataSource.query(clockMoved(this.offsetMs));
    this.sandbox.world.clock.advance(ms);
  }

  async close(): Promise<void> {
    await Promise.all(this.deployers.map((deployer) => deployer.close()));
    await this.gateway.close();
    await this.sandbox.close();
    await this.database.drop();
  }
}
