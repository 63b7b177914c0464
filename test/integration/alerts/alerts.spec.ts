import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { promtool } from '../../setup/prometheus/promtool.js';

const RULES = 'deploy/prometheus/alerts.yml';
const CASES = 'deploy/prometheus/alerts.test.yml';
const PAGE = readFileSync('docs/operating.md', 'utf8');

type Rule = { alert: string; labels: { severity: string }; annotations: Record<string, string> };
type Case = { alert_rule_test: { alertname: string; exp_alerts: unknown[] }[] };

const rules = (
  parse(readFileSync(RULES, 'utf8')) as { groups: { rules: Rule[] }[] }
).groups.flatMap((group) => group.rules);
const { tests } = parse(readFileSync(CASES, 'utf8')) as { tests: Case[] };

/** The section below a heading that a link leads to. */
function sectionAt(anchor: string): string | undefined {
  const sections = PAGE.split(/^(?=#{2,3} )/m);
  return sections.find((section) => anchorOf(section.split('\n')[0] ?? '') === anchor);
}

function anchorOf(heading: string): string {
  const words = heading.replace(/^#+ /, '').toLowerCase();
  return words.replaceAll(/[^\w\s-]/g, '').replaceAll(' ', '-');
}

describe('the alert rules', () => {
  it('are valid, and fire when they should and not before', async () => {
    expect(await promtool('check', 'rules', RULES)).toContain(`${rules.length} rules found`);
    expect(await promtool('test', 'rules', CASES)).toContain('SUCCESS');
  });

  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s has a case in which it fires, and a section that says cause, look, and cure',
    (alert, { annotations, labels }) => {
      const cases = tests.flatMap((one) => one.alert_rule_test);
      const firing = cases.filter((one) => one.alertname === alert && one.exp_alerts.length > 0);
      expect(firing.length).toBeGreaterThan(0);
      expect(['page', 'ticket']).toContain(labels.severity);
      const [, anchor = ''] = (annotations['runbook_url'] ?? '').split('docs/operating.md#');
      const section = sectionAt(anchor);
      for (const part of ['**Cause:**', '**Look:**', '**Cure:**']) expect(section).toContain(part);
    },
  );
});
