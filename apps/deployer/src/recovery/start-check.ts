import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { markedBy } from '#deployment';
import { Deployments, type Standing } from '#event-store';
import { type Found, type OmedaClient, searchNotCancelled } from '#omeda-client';
import { Brands } from '../brands/brands.js';
import { DEPLOYER_SETTINGS, type DeployerSettings } from '../deployer-settings.js';
import { StoreAge } from './store-age.js';

/** A restored backup misses the newest first. */
const NEWEST_COUNT = 20;
/** A create in progress is not recorded yet. */
const UNDER_WAY_MS = 15 * 60_000;

/** At its start, a deployer checks whether the store knows our newest at Omeda: else it was restored. */
@Injectable()
export class StartCheck implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('StartCheck');
  private running: Promise<void> | undefined;

  constructor(
    private readonly brands: Brands,
    private readonly deployments: Deployments,
    private readonly age: StoreAge,
    @Inject(DEPLOYER_SETTINGS) private readonly settings: DeployerSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    for (const name of this.settings.sites.brands.keys()) {
      // Not critical: nothing waits for it, and a create finds the same.
      await this.check(name).catch((error: Error) => this.log.debug(error.message));
    }
  }

  private async check(name: string): Promise<void> {
    const { brands, deployments, age } = this;
    const { client } = brands.get(name);
    const { found } = await searchNotCancelled(client);
    const newest = found.slice(0, NEWEST_COUNT);
    if (newest.length === 0) return;
    const standings = await deployments.standings(name);
    const known = new Set(standings.map(({ trackId }) => trackId));
    for (const strange of newest.filter(({ trackId }) => !known.has(trackId))) {
      if (!(await isOurs(client, strange, standings))) continue;
      await age.notice(`Omeda has ${strange.trackId}, which the store does not know`);
      return;
    }
  }
}

async function isOurs(client: OmedaClient, found: Found, standings: Standing[]): Promise<boolean> {
  const { notes = '' } = await client.lookup(found.trackId);
  const deploymentId = markedBy(notes);
  if (!deploymentId) return false;
  const standing = standings.find((one) => one.deploymentId === deploymentId);
  if (!standing) return true;
  const ageMs = Date.now() - Date.parse(found.createdAt ?? '');
  return standing.trackId === null && ageMs > UNDER_WAY_MS;
}
