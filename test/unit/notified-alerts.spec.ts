import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ALERTS } from '../../apps/gateway/src/notifications/alerts.js';
import { LATE_MS } from '../../libs/event-store/src/overview/attention-sql.js';

type Rule = { alert: string; expr: string; for?: string; labels: { severity: string } };

/** The gateway sends notifications, and no gateway runs. */
const OF_GATEWAYS = 'GatewayDown';
const UNITS_MS: Record<string, number> = { m: 60_000, h: 3_600_000 };

const { groups } = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')) as {
  groups: { rules: Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules).filter(({ alert }) => alert !== OF_GATEWAYS);

/** Counted from the moment something happens. */
function waitMs({ alert, expr, for: wait = '0m' }: Rule): number {
  const [, count = '', unit = ''] = /^(\d+)([mh])$/.exec(wait) ?? [];
  const forMs = Number(count) * (UNITS_MS[unit] ?? Number.NaN);
  // Its metric is an age.
  const [, seconds = '0'] = alert === 'StepsOverdue' ? (/> (\d+)$/.exec(expr) ?? []) : [];
  return Number(seconds) * 1000 + forMs;
}

describe('the notifications', () => {
  it('cover everything that Prometheus has a rule for, by the same name', () => {
    const names = ALERTS.map(({ alert }) => alert);
    expect(names.toSorted()).toEqual(rules.map(({ alert }) => alert).toSorted());
  });

  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    'tell of %s as late as its rule fires, and as urgently',
    (name, rule) => {
      const names = ALERTS.find(({ alert }) => alert === name);
      const sinceMs = name === 'StepsOverdue' ? LATE_MS : 0;
      expect(sinceMs + (names?.afterMs ?? Number.NaN)).toBe(waitMs(rule));
      expect(names?.level).toBe(rule.labels.severity);
    },
  );
});
