import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ALERTS } from '../../apps/gateway/src/notifications/alerts.js';

type Rules = { groups: { rules: { alert: string }[] }[] };

describe('the notifications', () => {
  it('tell of everything that Prometheus has a rule for, by the same name', () => {
    const { groups } = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')) as Rules;
    const rules = groups.flatMap((group) => group.rules.map(({ alert }) => alert));
    expect([...ALERTS].toSorted()).toEqual(rules.toSorted());
  });
});
