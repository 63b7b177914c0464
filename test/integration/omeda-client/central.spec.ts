import { fromCentral, toCentral } from '#omeda-client';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

type Minute = { instant: string; named: string; isSecondPass: boolean };

const HOUR_MS = 3_600_000;
const TIMEOUT_MS = 180_000;
const FROM = '2026-01-01 00:00+00';
const TO = '2046-01-01 00:00+00';
let client: Client;

beforeAll(async () => {
  client = new Client({ connectionString: inject('postgres').serverUrl });
  await client.connect();
});
afterAll(() => client.end());

/** Instants and their names in US Central time in PostgreSQL's tz database. */
async function named(step: string, where = 'true'): Promise<Minute[]> {
  const { rows } = await client.query<{ ms: string; named: string; before: string }>(
    `SELECT extract(epoch FROM at)::bigint * 1000 AS ms,
            to_char(at AT TIME ZONE 'America/Chicago', 'YYYY-MM-DD HH24:MI') AS named,
            to_char((at - interval '1 hour') AT TIME ZONE 'America/Chicago',
                    'YYYY-MM-DD HH24:MI') AS before
     FROM (SELECT at, at AT TIME ZONE 'UTC' AS utc
           FROM generate_series($1::timestamptz, $2::timestamptz, $3::interval) AS at) AS minutes
     WHERE ${where} ORDER BY at`,
    [FROM, TO, step],
  );
  return rows.map((row) => ({
    instant: new Date(Number(row.ms)).toISOString(),
    named: row.named,
    isSecondPass: row.named === row.before,
  }));
}

/** Where our name for one of them differs, or we read its name as another instant. */
function contradictions(minutes: readonly Minute[]): string[] {
  return minutes.flatMap(({ instant, named: name, isSecondPass }) => {
    const ours = toCentral(instant);
    const read = fromCentral(name);
    const first = new Date(Date.parse(instant) - (isSecondPass ? HOUR_MS : 0)).toISOString();
    const isRight = ours === (isSecondPass ? undefined : name) && read === first;
    return isRight ? [] : [`${instant} is ${name}; named ${ours}, read as ${read}`];
  });
}

describe('US Central time against the tz database of PostgreSQL', () => {
  it(
    'agrees all over 20 years, at every hour of the day',
    async () => {
      // 35 hours: all hours of the day are covered, with 5,000 instants.
      const hours = await named('35 hours');
      expect(hours.length).toBeGreaterThan(5_000);
      expect(contradictions(hours)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'agrees on every minute around both change-overs of 20 years',
    async () => {
      const sunday = `extract(isodow FROM utc) = 7 AND extract(hour FROM utc) BETWEEN 6 AND 8`;
      const second = `extract(month FROM utc) = 3 AND extract(day FROM utc) BETWEEN 8 AND 14`;
      const first = `extract(month FROM utc) = 11 AND extract(day FROM utc) BETWEEN 1 AND 7`;
      const minutes = await named('1 minute', `${sunday} AND ((${second}) OR (${first}))`);
      expect(minutes).toHaveLength(40 * 3 * 60);
      expect(minutes.filter(({ isSecondPass }) => isSecondPass)).toHaveLength(20 * 60);
      expect(contradictions(minutes)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
