import { describe, expect, it } from 'vitest';
import { failQueries } from '../../setup/fail-query.js';
import {
  LONG_MS,
  first,
  news,
  recorded,
  room,
  second,
  useTwoDeployers,
} from './two-deployers.testing.js';

useTwoDeployers();

const sql = (text: string) => room.store.dataSource.query(text);

/** The next appends of this event fail this often with this code; a sequence outlives the rollback. */
async function refuseAppends(type: string, code: string, times: number): Promise<void> {
  await sql('CREATE SEQUENCE refused');
  await sql(`CREATE FUNCTION refuse_some() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('refused') <= ${times} THEN
        RAISE EXCEPTION 'refused by the spec' USING ERRCODE = '${code}';
      END IF;
      RETURN NEW;
    END $$`);
  await sql(`CREATE TRIGGER refuse_some BEFORE INSERT ON event FOR EACH ROW
    WHEN (NEW.type = '${type}') EXECUTE FUNCTION refuse_some()`);
}

async function dueWakeUp(step: 'create' | 'content') {
  await news.scheduled('text');
  await news.until(second, step);
  const wakeUp = await news.takeDue();
  if (!wakeUp) throw new Error(`${step} is not due`);
  return wakeUp;
}

describe("Omeda's response", () => {
  it(
    'is recorded although the bookkeeping of its brand fails',
    async () => {
      const wakeUp = await dueWakeUp('create');
      await sql('ALTER TABLE brand_probe RENAME TO brand_probe_away');
      await first.handle({ ...wakeUp, probe: true }).catch(() => undefined);
      await sql('ALTER TABLE brand_probe_away RENAME TO brand_probe');
      expect(await recorded('DeploymentCreated')).toHaveLength(1);
    },
    LONG_MS,
  );

  it.each([
    ['the server ends', '57P01'],
    ['the server is overloaded', '53300'],
    ['a deadlock', '40P01'],
    ['a serialization failure', '40001'],
  ])(
    'is appended until it is in: %s',
    async (_why, code) => {
      const wakeUp = await dueWakeUp('create');
      await refuseAppends('DeploymentCreated', code, 4);
      await first.handle(wakeUp);
      expect(await recorded('DeploymentCreated')).toHaveLength(1);
      expect(await recorded('LateOutcomeRecorded')).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'is appended once when the connection breaks after the commit',
    async () => {
      const wakeUp = await dueWakeUp('content');
      await first.begin(wakeUp);
      await first.step();
      let lost = 0;
      failQueries(first.dataSource, (query) =>
        query === 'COMMIT' && (lost += 1) === 1 ? 'cut after' : undefined,
      );
      await first.finish();
      expect(await recorded('ContentUpdated')).toHaveLength(1);
      expect(await recorded('LateOutcomeRecorded')).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'is recorded whatever it is written with',
    async () => {
      const wakeUp = await dueWakeUp('create');
      const text = `No \0 and no \ud800: ${'x'.repeat(470)}${'😀'.repeat(10)}`;
      room.sandbox.world.faults.add({ call: 'create', status: 400, text });
      await first.handle(wakeUp);
      expect((await recorded('DeploymentFailed'))[0]?.words).toContain('and no');
    },
    LONG_MS,
  );
});
