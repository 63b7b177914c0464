import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import type { Member } from '../crash/member.js';
import { pause } from '../crash/scale.js';

const EVERY_MS = 15_000;
const AGAIN_MS = 1_000;
/** A pool closes what was not needed for ten seconds. */
const REST_MS = 60_000;
const COUNTS = `
SELECT pg_database_size(current_database())::float8 AS bytes,
  (SELECT count(*)::int FROM pg_stat_activity
   WHERE datname = current_database() AND pid <> pg_backend_pid()) AS connections`;

type Sample = { memoryMb: number; connections: number; bytes: number };

/** Of the first and of the last third of the day. */
type Course = { first: number; last: number };

export type Measured = { memoryMb: Course; connections: Course; diskKbPerNewsletter: number };

/** What the processes and the store use during the day. */
export class Meter {
  members: readonly Member[] = [];
  private readonly samples: Sample[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** `databaseUrl`: of the current primary. */
  constructor(private readonly databaseUrl: () => string | undefined) {}

  start(): void {
    // While the primary is unavailable there is no sample.
    const tick = () =>
      void this.read().then(
        (sample) => sample && this.samples.push(sample),
        () => undefined,
      );
    this.timer = setInterval(tick, EVERY_MS);
    tick();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Connections in an idle phase: as soon as they are `few`, or after a minute. */
  async connectionsAtRest(few: (first: number) => number): Promise<number> {
    const enough = few(this.measured(1).connections.first);
    const endsAtMs = performance.now() + REST_MS;
    for (;;) {
      const { connections = Infinity } = (await this.read()) ?? {};
      if (connections <= enough || performance.now() > endsAtMs) return connections;
      await pause(AGAIN_MS);
    }
  }

  measured(newsletters: number): Measured {
    const { samples } = this;
    const third = Math.max(1, Math.floor(samples.length / 3));
    const course = (of: (sample: Sample) => number): Course => ({
      first: median(samples.slice(0, third).map(of)),
      last: median(samples.slice(-third).map(of)),
    });
    const grown = (samples.at(-1)?.bytes ?? 0) - (samples[0]?.bytes ?? 0);
    return {
      memoryMb: course(({ memoryMb }) => memoryMb),
      connections: course(({ connections }) => connections),
      diskKbPerNewsletter: Math.round(grown / 1_024 / newsletters),
    };
  }

  private async read(): Promise<Sample | undefined> {
    const url = this.databaseUrl();
    const pids = this.members.flatMap(({ pid }) => pid ?? []);
    const known = (await Promise.all(pids.map(residentMb))).flat();
    if (!url || known.length === 0) return undefined;
    const client = new Client({ connectionString: url });
    // The primary may fail in between: then the query fails.
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query<Omit<Sample, 'memoryMb'>>(COUNTS);
      return rows[0] && { ...rows[0], memoryMb: median(known) };
    } finally {
      await client.end();
    }
  }
}

/** None if it has just ended. */
async function residentMb(pid: number): Promise<number[]> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kb] = /VmRSS:\s+(\d+)/.exec(status) ?? [];
  return kb === undefined ? [] : [Math.round(Number(kb) / 1_024)];
}

function median(of: readonly number[]): number {
  return of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
}
