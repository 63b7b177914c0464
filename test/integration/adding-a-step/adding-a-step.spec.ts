import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '#deployment';
import type { DeploymentEvent, Recorded } from '#events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lease } from '../../../apps/deployer/src/due/lease.js';
import { DESCRIPTOR, ENTRIES, NAME, NEW_FILES, STATE } from './approve.js';
import { built } from './built.js';
import { faultsWith, withInserts } from './compiler.js';

/** Three runs of the compiler, on a machine that may be slow. */
const LONG = { timeout: 300_000 };

const ALL = { ...withInserts(ENTRIES, STATE), ...NEW_FILES };

describe('a new step', LONG, () => {
  it('touches six files', () => {
    expect(Object.keys(ALL)).toHaveLength(6);
  });

  it('that has only a name does not compile: each table without it is named', () => {
    const faults = faultsWith(withInserts(NAME));
    expect([...faults.keys()].toSorted()).toEqual(Object.keys(ENTRIES).toSorted());
    for (const messages of faults.values()) expect(messages.join()).toContain("'approve'");
  });

  it('without its handler and its effect at Omeda does not compile either', () => {
    const files = { ...withInserts(ENTRIES), [DESCRIPTOR]: NEW_FILES[DESCRIPTOR] ?? '' };
    const faults = faultsWith(files);
    const handlers = 'apps/deployer/src/steps/handlers.ts';
    expect([...faults.keys()].toSorted()).toEqual([handlers, DESCRIPTOR]);
    expect(faults.get(handlers)?.join()).toContain("Cannot find module './approve.js'");
    expect(faults.get(DESCRIPTOR)?.join()).toContain("'approvedHash' does not exist");
  });

  it('compiles with all six', () => {
    expect([...faultsWith(ALL)]).toEqual([]);
  });
});

/** `Scenario` of the domain's specs, as far as it is needed, with a step that its types don't know. */
type Story = {
  events: Recorded<DeploymentEvent>[];
  saved(): Story;
  published(): Story;
  through(step: string): Story;
  start(step: string): Story;
  answers(outcome: Outcome): Story;
  thenDueIs(step: string): Story;
  recorded(type: string): { data: Record<string, unknown> }[];
};

type Runner = { run(...started: [object, object, object, object]): Promise<Outcome> };

describe('a new step of a newsletter', LONG, () => {
  let folder: string;
  let given: () => Story;
  let sentence: (event: Recorded<DeploymentEvent>) => string;
  let runner: Runner;
  let lease: Lease;

  const load = (path: string) => import(/* @vite-ignore */ join(folder, path));

  beforeAll(async () => {
    folder = built(ALL);
    ({ given } = await load('libs/deployment/spec/scenario.testing.js'));
    ({ sentence } = await load('libs/deployment/src/index.js'));
    const { StepRunner } = await load('apps/deployer/src/due/step-runner.js');
    const leases = await load('apps/deployer/src/due/lease.js');
    runner = new StepRunner({ read: () => Promise.resolve(null) });
    lease = new leases.Lease(60_000, performance.now());
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('is due in its turn, is run by its handler, and is followed by the next step', async () => {
    const story = given().saved().published().through('test').thenDueIs('approve').start('approve');
    const started = story.recorded('StepStarted').at(-1)?.data ?? {};
    const asked: string[] = [];
    const client = { approvals: async (trackId: string) => void asked.push(trackId) };
    story
      .answers(await runner.run({ client }, { site: 'daily' }, started, lease))
      .thenDueIs('schedule');
    expect(asked).toEqual(['FOO260302001']);
    expect(story.recorded('DeploymentApproved')).toHaveLength(1);
  });

  it('has its own sentences in the history', () => {
    const { events } = given()
      .saved()
      .published()
      .through('test')
      .start('approve')
      .answers({
        kind: 'approved',
      } as never);
    expect(events.map((event) => sentence(event))).toEqual(
      expect.arrayContaining([
        'Approval is due in 30 seconds',
        'Approval started.',
        'Approved at Omeda: FOO260302001.',
      ]),
    );
  });
});
