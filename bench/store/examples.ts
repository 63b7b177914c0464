import type { Bench } from '../stage/bench.js';
import { startCarriers } from '../stage/carriers.js';
import { query } from '../stage/postgres.js';
import { untilRelayed } from '../stage/relayed.js';
import { OPERATOR_KEY } from '../stage/sites.js';

/** Past the send time, and past the minute in which Omeda sends. */
const SENT_BY_MS = 2 * 3_600_000;
const ALL = { first: 1, count: 100 };
const SENT = { first: 1, count: 96 };
/** Each the only one of its kind. */
const CANCELLED = 97;
const SCHEDULED = 98;
const HELD = 99;

/**
 * The URL of a database with a hundred newsletters that the service has carried: 96 sent, one
 * cancelled; and one each that is scheduled, held, and a draft. It has no connections any more.
 */
export function makeExamples(bench: Bench): Promise<string> {
  return bench.within(async (own) => {
    const databaseUrl = await (await bench.postgres()).createDatabase();
    const { sandbox, gateway, newsroom } = await startCarriers(bench, own, databaseUrl);
    await newsroom.save(ALL);
    await newsroom.until(ALL, 'content-updated');
    await newsroom.publish(SENT);
    await newsroom.until(SENT, 'scheduled');
    await sandbox.setClock(SENT_BY_MS);
    await newsroom.until(SENT, 'sent');
    await sandbox.setClock(0);
    await ask(gateway.url, await idOf(databaseUrl, CANCELLED), 'cancel');
    await ask(gateway.url, await idOf(databaseUrl, HELD), 'hold');
    await newsroom.publish({ first: SCHEDULED, count: 1 });
    await newsroom.until({ first: CANCELLED, count: 3 }, 'cancelled', 'scheduled', 'held');
    await untilRelayed(databaseUrl);
    return databaseUrl;
  });
}

async function idOf(databaseUrl: string, post: number): Promise<string> {
  const sql = 'SELECT deployment_id AS id FROM deployment_status WHERE post_id = $1';
  const [row] = await query<{ id: string }>(databaseUrl, sql, [post]);
  return row?.id ?? '';
}

async function ask(gatewayUrl: string, id: string, action: string): Promise<void> {
  const headers = { authorization: `Bearer ${OPERATOR_KEY}` };
  const url = `${gatewayUrl}/v1/deployments/${id}/${action}`;
  const answer = await fetch(url, { method: 'POST', headers });
  if (!answer.ok) throw new Error(`The gateway responded with ${answer.status} to ${action}.`);
}
