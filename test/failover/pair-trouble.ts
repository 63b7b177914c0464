import { Client } from 'pg';
import type { Chance } from '../crash/chance.js';
import type { Scene, Trouble } from '../crash/field.js';
import { KEYS } from '../crash/newsroom.js';
import { pause } from '../crash/scale.js';
import type { PairNode } from '../setup/postgres-pair.js';

const BETWEEN_MS = { from: 4_000, to: 8_000 };
/** Until a process notices that the primary is gone. */
const AWAY_MS = { from: 500, to: 4_000 };
/** How long the standby lags behind before the primary is gone. */
const LAG_MS = { from: 500, to: 3_000 };
const POLL_INTERVAL_MS = 500;

type Options = { chance: Chance; isSynchronous: boolean };

/** Repeatedly kills the primary of the pair, promotes its standby, and makes the old one the standby. */
export class PairTrouble implements Trouble {
  failovers = 0;
  /** Epochs that processes began because commits were gone. */
  epochs = 0;
  pair: { primary: PairNode; standby: PairNode } | undefined;
  private isOver = false;

  constructor(
    private readonly options: Options,
    private readonly say: (words: string) => void,
  ) {}

  async run(scene: Scene): Promise<void> {
    let epoch = await epochOf(scene.gateway);
    for (;;) {
      await this.pause(BETWEEN_MS);
      // However slow the machine is, the processes have followed to this primary.
      if (!(await this.isAppendedTo(this.pair!.primary))) return;
      if (!(await this.failOver())) return;
      if (this.options.isSynchronous) continue;
      const next = await nextEpoch(scene.gateway, epoch);
      this.epochs += 1;
      this.say('a new epoch: WordPress sends its newsletters again');
      epoch = next;
      await scene.sendAgain();
    }
  }

  end(): void {
    this.isOver = true;
  }

  /** Not if all newsletters have come to rest. */
  async failOver(): Promise<boolean> {
    const { isSynchronous } = this.options;
    const { primary, standby } = this.pair!;
    this.say('the primary is killed');
    if (!isSynchronous) {
      await standby.kill();
      if (!(await this.isAppendedTo(primary))) return false;
      await this.pause(LAG_MS);
    }
    await primary.kill();
    await this.pause(AWAY_MS);
    if (!isSynchronous) await standby.start();
    await standby.promote();
    await primary.follow(standby);
    if (isSynchronous) await standby.waitForStandby(true);
    this.pair = { primary: standby, standby: primary };
    this.failovers += 1;
    return true;
  }

  /** Waits until something is committed, unless all newsletters have come to rest. */
  private async isAppendedTo({ url }: PairNode): Promise<boolean> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      const before = await lastPosition(client);
      while (!this.isOver) {
        if ((await lastPosition(client)) !== before) return true;
        await pause(POLL_INTERVAL_MS);
      }
      return false;
    } finally {
      await client.end();
    }
  }

  private pause({ from, to }: { from: number; to: number }): Promise<void> {
    return pause(this.options.chance.between(from, to));
  }
}

async function lastPosition(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ last: string }>(
    'SELECT coalesce(max(position), 0) AS last FROM event',
  );
  return rows[0]?.last;
}

/** As WordPress learns of it, with each response. */
async function epochOf(gateway: string): Promise<string | undefined> {
  const response = await fetch(`${gateway}/v1/events?limit=1&after=0`, {
    headers: { authorization: `Bearer ${KEYS.operatorKey}` },
    signal: AbortSignal.timeout(5_000),
  }).catch(() => undefined);
  if (!response?.ok) return undefined;
  return ((await response.json()) as { epoch: string }).epoch;
}

/** @throws Error if no process notices that commits are gone. */
async function nextEpoch(gateway: string, before: string | undefined): Promise<string> {
  for (let tries = 0; tries < 600; tries += 1) {
    const now = await epochOf(gateway);
    if (now !== undefined && now !== before) return now;
    await pause(POLL_INTERVAL_MS);
  }
  throw new Error('Commits are gone, and no process has noticed it for five minutes.');
}
