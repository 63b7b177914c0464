import { describe, expect, it } from 'vitest';
import { INCIDENTS } from '../incidents/incidents.js';
import { RULES } from '../incidents/rules.js';

describe('the incidents of npm run test:incidents', () => {
  it('make each alert of alerts.yml fire, and no other', () => {
    const fired = new Set(INCIDENTS.map(({ alert }) => alert));
    expect([...fired].toSorted()).toEqual(RULES.map(({ alert }) => alert).toSorted());
  });

  it('have a name each', () => {
    expect(new Set(INCIDENTS.map(({ name }) => name)).size).toBe(INCIDENTS.length);
  });
});
