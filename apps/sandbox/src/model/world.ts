import { Clock } from './clock.js';
import type { Deployment, ListOutcome } from './deployment.js';
import { Faults } from './faults.js';
import type { Journal, Kept } from './journal.js';
import { Ledger } from './ledger.js';
import type { Misbehavior } from '../settings.js';
import { DEFAULT_SWITCHES, type Switches } from './switches.js';

type User = { id: string; active: boolean };
type DeploymentType = { id: number; name: string; active: boolean };
/** `loadMs` in milliseconds of the sandbox's clock; default: as for all others. */
export type Query = { count: number; outcome: ListOutcome; loadMs?: number };

export type BrandState = {
  abbreviation: string;
  appIds: string[];
  /** Every call is refused as if the app id were revoked. */
  appIdRevoked: boolean;
  users: User[];
  types: DeploymentType[];
  /** Audience queries that load differently. */
  queries: Record<string, Query>;
};

export type BrandOptions = {
  abbreviation: string;
  appIds: string[];
  users: string[];
  queries?: Record<string, Query>;
};

export type WorldOptions = {
  brands: BrandOptions[];
  /** How long an audience takes to load, in milliseconds of the sandbox's clock. */
  audienceLoadMs: number;
  journal?: Journal;
};

const TYPES: DeploymentType[] = [
  { id: 1, name: 'Newsletter', active: true },
  { id: 2, name: 'Alerts', active: true },
  { id: 9, name: 'Retired', active: false },
];

/** The sandbox's state. With a journal, deployments outlive its process. */
export class World {
  readonly clock = new Clock();
  readonly faults = new Faults();
  readonly ledger = new Ledger();
  readonly deployments = new Map<string, Deployment>();
  readonly brands: Map<string, BrandState>;
  switches: Switches = { ...DEFAULT_SWITCHES };
  audienceLoadMs: number;
  private sequence = 0;
  private readonly journal: Journal | undefined;

  constructor({ brands, audienceLoadMs, journal }: WorldOptions) {
    this.audienceLoadMs = audienceLoadMs;
    this.brands = new Map(brands.map((brand) => [brand.abbreviation, brandState(brand)]));
    this.journal = journal;
    if (journal) this.restore(journal.kept);
  }

  /** Saves a change, with the deployment it was about. */
  changed(trackId?: string): void {
    const deployment = trackId === undefined ? undefined : this.deployments.get(trackId);
    const { sequence, clock } = this;
    const { offsetMs: clockOffsetMs } = clock;
    this.journal?.add({ sequence, clockOffsetMs, ...(deployment ? { deployment } : {}) });
  }

  /** Sets faults and switches from now on. */
  misbehave({ seed, faults, switches }: Misbehavior): void {
    this.faults.setSeed(seed);
    for (const fault of faults) this.faults.add(fault);
    Object.assign(this.switches, switches);
  }

  /** The next number for TrackIds, lists, and submissions. */
  next(): number {
    this.sequence += 1;
    return this.sequence;
  }

  private restore({ sequence, clockOffsetMs, deployments }: Kept): void {
    this.sequence = sequence;
    this.clock.advance(clockOffsetMs);
    for (const deployment of deployments) this.deployments.set(deployment.trackId, deployment);
  }
}

function brandState({ abbreviation, appIds, users, queries }: BrandOptions): BrandState {
  return {
    abbreviation,
    appIds,
    appIdRevoked: false,
    users: users.map((id) => ({ id, active: true })),
    types: TYPES,
    queries: { ...queries },
  };
}
