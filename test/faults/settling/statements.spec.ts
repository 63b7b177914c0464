import { describe, expect, it } from 'vitest';
import type { EffectStep } from '#events';
import { failQueries } from '../../setup/fail-query.js';
import { LONG_MS, first, news, second, useTwoDeployers } from './two-deployers.testing.js';

useTwoDeployers();

/** Start and outcome: each is read for, decided, and appended. */
const TWO_COMMITS = 4;

async function statementsOf(step: EffectStep): Promise<string[]> {
  await news.scheduled('text');
  await news.until(second, step);
  const wakeUp = await news.takeDue();
  if (!wakeUp) throw new Error(`${step} is not due`);
  const asked: string[] = [];
  failQueries(first.dataSource, (sql) => {
    // Keys of people are cached for seconds, and this deployer has just begun.
    if (!sql.includes('person_key')) asked.push(sql);
    return undefined;
  });
  await first.handle(wakeUp);
  return asked;
}

describe('a step that is due', () => {
  it.each<[EffectStep, number, string]>([
    ['audience', TWO_COMMITS, 'nothing more'],
    ['test', TWO_COMMITS, 'nothing more'],
    ['content', TWO_COMMITS + 1, 'its content'],
  ])(
    'is two commits: %s asks the store %i times, for these and %s',
    async (step, count) => {
      const asked = await statementsOf(step);
      expect(asked.filter((sql) => sql.includes('append_batch'))).toHaveLength(2);
      expect(asked).toHaveLength(count);
    },
    LONG_MS,
  );
});
