import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { postEvent } from '../../../apps/gateway/src/example/post-event.js';
import { signedHeaders } from '../../../apps/gateway/src/example/sign-event.js';

export type Burst = {
  url: string;
  secret: string;
  /** How many events, each of a different post. */
  count: number;
  connections: number;
};

export type Outcome = {
  /** How many responses had each status; 0: no response. */
  byStatus: Map<number, number>;
  /** The webhook-ids that got a 202. */
  accepted: string[];
  /** Response times in milliseconds, from the shortest to the longest. */
  latencies: number[];
  seconds: number;
};

/** Sends events as fast as they get responses, over this many connections at once. */
export async function burst({ url, secret, count, connections }: Burst): Promise<Outcome> {
  const pool = new Pool(url, { connections });
  const outcome: Outcome = { byStatus: new Map(), accepted: [], latencies: [], seconds: 0 };
  let next = 0;
  const sendOn = async () => {
    while (next < count) {
      next += 1;
      await sendOne(pool, { secret, post: next, outcome });
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, sendOn));
  outcome.seconds = (performance.now() - started) / 1000;
  outcome.latencies.sort((one, other) => one - other);
  await pool.close();
  return outcome;
}

type One = { secret: string; post: number; outcome: Outcome };

async function sendOne(pool: Pool, { secret, post, outcome }: One): Promise<void> {
  const body = JSON.stringify(postEvent({ post: { id: post, uid: randomUUID() } }));
  const webhookId = `msg_${randomUUID()}`;
  const headers = signedHeaders({ secret, body, webhookId });
  const started = performance.now();
  const status = await pool
    .request({ path: '/v1/sites/daily/events', method: 'POST', headers, body })
    .then(async (answer) => {
      await answer.body.dump();
      return answer.statusCode;
    })
    .catch(() => 0);
  outcome.latencies.push(performance.now() - started);
  outcome.byStatus.set(status, (outcome.byStatus.get(status) ?? 0) + 1);
  if (status === 202) outcome.accepted.push(webhookId);
}
