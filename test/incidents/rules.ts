import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { promtool } from '../setup/prometheus/promtool.js';
import type { Samples } from './samples.js';

const FILE = resolve('deploy/prometheus/alerts.yml');
/** How many minutes the last sample is repeated: longer than each `for:`. */
const BEFORE_MINUTES = 30;
const DURING_MINUTES = 90;
/** One alert covers the last day. */
const AFTER_MINUTES = 26 * 60;

type Rule = { alert: string; expr: string };

const { groups } = parse(readFileSync(FILE, 'utf8')) as { groups: { rules: Rule[] }[] };
export const RULES = groups.flatMap(({ rules }) => rules);

export type Course = { before: Samples; during: Samples; after?: Samples };

/** Whether the alert is silent before, fires during, and, where it was healed, has ended after. */
export async function firesIn(alert: string, course: Course): Promise<boolean> {
  const rule = RULES.find((one) => one.alert === alert);
  if (!rule) throw new Error(`alerts.yml has no ${alert}`);
  const firing = `ALERTS{alertname="${alert}",alertstate="firing"}`;
  const fired = (minutes: number) => `count(count_over_time(${firing}[${minutes}m]))`;
  const expected = [
    sampleAt(BEFORE_MINUTES - 1, fired(BEFORE_MINUTES), 0),
    sampleAt(BEFORE_MINUTES + DURING_MINUTES - 1, fired(DURING_MINUTES), 1),
  ];
  const end = BEFORE_MINUTES + DURING_MINUTES + AFTER_MINUTES - 1;
  if (course.after) expected.push(sampleAt(end, `count(${firing})`, 0));
  return isSuccess({
    rule_files: [FILE],
    evaluation_interval: '1m',
    tests: [{ interval: '1m', input_series: seriesOf(rule, course), promql_expr_test: expected }],
  });
}

function sampleAt(minute: number, expr: string, value: number) {
  const samples = [{ labels: '{}', value }];
  return {
    expr: `(${expr} or vector(0)) > bool 0`,
    eval_time: `${minute}m`,
    exp_samples: samples,
  };
}

/** Those that the rule reads. */
function seriesOf({ expr }: Rule, { before, during, after }: Course) {
  const names = new Set(expr.match(/newsletter_\w+/g));
  const all = new Set([before, during, after ?? before].flatMap((one) => [...one.keys()]));
  const read = [...all].filter((series) => names.has(series.split('{')[0] ?? ''));
  return read.map((series) => {
    const values = [
      repeated(before.get(series), BEFORE_MINUTES),
      repeated(during.get(series), DURING_MINUTES),
      ...(after ? [repeated(after.get(series), AFTER_MINUTES)] : []),
    ];
    return { series, values: values.join(' ') };
  });
}

function repeated(value: number | undefined, minutes: number): string {
  return value === undefined ? `_x${minutes}` : `${value.toFixed(3)}x${minutes - 1}`;
}

async function isSuccess(test: object): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'newsletter-rules-'));
  const file = join(folder, 'test.yml');
  try {
    await writeFile(file, JSON.stringify(test));
    await promtool('test', 'rules', file);
    return true;
  } catch (error) {
    // promtool evaluated it, and says what it got.
    if (/\bgot:/.test((error as Error).message)) return false;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
