import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Outcome } from '#deployment';
import type { DeploymentEvent, StoredEvent } from '#events';
import { MetricRegistry, StepMetrics } from '#metrics';
import { NestLog, createLog } from '#process';
import { StepReport } from './step-report.js';

const AT = '2026-03-02T12:00:00.000Z';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const WAKE_UP = {
  deploymentId: '00000000-0000-5000-8000-000000000001',
  key: 'due:3',
  dueId: 3,
  n: 1,
  sentAt: AT,
  dueAt: AT,
  site: 'daily',
  postId: 42,
  brand: 'FOO',
  step: 'content',
  attempt: 2,
  probe: false,
};
const REFUSED = { kind: 'permanent', words: 'No such mailbox.' } as const;
const LATER = { kind: 'transient', words: 'Busy.', unclear: false } as const;

let lines: string[];
let report: StepReport;

beforeEach(() => {
  lines = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  Logger.overrideLogger(new NestLog(log));
  report = new StepReport(new StepMetrics(new MetricRegistry()));
});

afterEach(() => Logger.overrideLogger(false));

function logged(outcome: Outcome, ...facts: DeploymentEvent[]): Record<string, unknown>[] {
  const metadata = { actor: { kind: 'service' }, traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
  const events = facts.map(
    (fact) => ({ ...fact, at: AT, metadata }) as StoredEvent<DeploymentEvent>,
  );
  report.ended(WAKE_UP, outcome, events);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const failed: DeploymentEvent = {
  type: 'DeploymentFailed',
  data: { dueId: 3, step: 'content', attempt: 2, words: REFUSED.words, unclear: false },
};
const erred: DeploymentEvent = {
  type: 'StepErred',
  data: {
    dueId: 3,
    step: 'content',
    attempt: 2,
    words: LATER.words,
    retryAt: '2026-03-02T12:02:00.000Z',
    unclear: false,
    searchedEmpty: false,
  },
};

it('what a person must act on is one line of level error, with all that finds it', () => {
  expect(logged(REFUSED, failed)).toMatchObject([
    {
      level: 50,
      msg: 'Content failed: “No such mailbox”',
      deployment: WAKE_UP.deploymentId,
      site: 'daily',
      brand: 'FOO',
      step: 'content',
      attempt: 2,
      outcome: 'permanent',
      words: 'No such mailbox.',
    },
  ]);
});

it('what is retried automatically is a warning, and what is due next has no line', () => {
  const data = { dueId: 4, step: 'content', revision: 1, attempt: 3, dueAt: AT, reason: 'retry' };
  const due = { type: 'StepDue', data } as DeploymentEvent;
  const [line, ...others] = logged(LATER, erred, due);
  expect(line).toMatchObject({ level: 40, outcome: 'transient', words: 'Busy.' });
  expect(line?.['msg']).toContain('will be retried in 2 minutes');
  expect(others).toEqual([]);
});

it('what went well is information', () => {
  const data = { trackId: 'FOO1', revision: 1, contentHash: 'x', warnings: [] };
  const updated: DeploymentEvent = { type: 'ContentUpdated', data };
  expect(logged({ kind: 'content-updated', warnings: [] }, updated)).toMatchObject([{ level: 30 }]);
});

it('a poll that saw nothing new has no line', () => {
  expect(logged({ kind: 'seen', deployment: undefined } as never)).toEqual([]);
});
