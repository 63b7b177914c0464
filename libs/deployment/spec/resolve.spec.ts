import { describe, expect, it } from 'vitest';
import { type Outcome, markerOf } from '../src/index.js';
import { HOUR, ID, SECOND, given } from './scenario.testing.js';

const marker = markerOf(ID, 1);
const created = (trackId: string): Outcome => ({ kind: 'created', trackId, found: false, marker });
const timedOut: Outcome = { kind: 'transient', words: 'No answer.', unclear: true };

describe('a started step', () => {
  it('has a lease of the call’s time-out and 30 s', () => {
    const story = given().saved().start('create');
    const lease = Date.parse(story.deployment.running?.leaseUntil ?? '') - Date.parse(story.now);
    expect(lease).toBe(60 * SECOND);
    story.thenTimer(60 * SECOND);
  });

  it('is left to its deployer until the lease expires', () => {
    const story = given()
      .saved()
      .start('create')
      .after(59 * SECOND);
    const dueId = story.deployment.running?.due.dueId ?? 0;
    story.do({ kind: 'start', deploymentId: ID, dueId, worker: 'b', callTimeoutMs: 1 });
    story.thenNothing('another deployer is running it');
  });

  it('is resolved by the next deployer after the lease', () => {
    const story = given().saved().start('create').takenOver();
    expect(story.recorded('StepStarted').at(-1)?.data).toMatchObject({
      startNo: 2,
      settling: true,
      worker: 'b',
    });
  });

  it('is not started again by a wake-up of an older due step', () => {
    const story = given().saved().saved('b').after(HOUR);
    story.do({ kind: 'start', deploymentId: ID, dueId: 1, worker: 'a', callTimeoutMs: 1 });
    story.thenNothing('superseded');
  });

  it('is not taken over by a wake-up of another due step', () => {
    const story = given().saved().start('create');
    story.after(HOUR);
    story.do({ kind: 'start', deploymentId: ID, dueId: 99, worker: 'b', callTimeoutMs: 1 });
    story.thenNothing('superseded');
  });

  it('is not started before it is due', () => {
    const story = given().saved();
    story.do({ kind: 'start', deploymentId: ID, dueId: 1, worker: 'a', callTimeoutMs: 1 });
    story.thenNothing('not due yet');
  });
});

describe('a create without an outcome', () => {
  const lost = () => given().saved().start('create').takenOver();

  it('is searched for first', () => {
    expect(lost().deployment.running?.request).toMatchObject({ mode: 'search', marker });
  });

  it('is done when the search finds it', () => {
    const story = lost().answers({ kind: 'created', trackId: 'T1', found: true, marker });
    story.thenDue('audience', { inMs: 30 * SECOND });
  });

  it('is done when its late response arrives while no search is running', () => {
    const story = given().saved().start('create').takenOver();
    story.answers({ kind: 'transient', words: 'No answer.', unclear: true });
    const outcome = { kind: 'created', trackId: 'T1', found: false, marker } as const;
    story.do({ kind: 'report', dueId: 1, startNo: 1, outcome });
    story.thenRecorded('LateOutcomeRecorded', 'DeploymentCreated', 'StepDue');
    expect(story.deployment.omeda?.trackId).toBe('T1');
  });

  it('is repeated only after two empty searches a minute apart', () => {
    const story = lost().answers({ kind: 'create-not-found' });
    story.thenRecorded('CreateSearchedInVain', 'StepDue').thenDue('create', { inMs: 60 * SECOND });
    story.start('create');
    expect(story.deployment.running?.request).toMatchObject({ mode: 'search-then-create' });
  });

  it('is searched for twice again once it was repeated', () => {
    const story = lost().answers({ kind: 'create-not-found' }).start('create').takenOver();
    expect(story.deployment.running?.request).toMatchObject({ mode: 'search' });
    story.answers({ kind: 'create-not-found' }).thenDue('create', { inMs: 60 * SECOND });
  });

  it('is not searched for repeatedly when immediacy is requested', () => {
    const story = given().saved().runs('create', timedOut).after(SECOND).person('sync-now');
    story.start('create').answers({ kind: 'create-not-found' });
    story.thenDue('create', { inMs: 60 * SECOND });
  });

  it('is repeated a minute after the first empty search, whatever was searched in between', () => {
    const searched = { ...timedOut, searchedEmpty: true } as Outcome;
    const story = given().saved().runs('create', searched);
    const first = Date.parse(story.now);
    story.after(40 * SECOND).person('retry');
    expect(Date.parse(story.deployment.due?.dueAt ?? '') - first).toBe(60 * SECOND);
    story.start('create');
    expect(story.deployment.running?.request).toMatchObject({ mode: 'search-then-create' });
  });

  it('searches for its twin once more before scheduling, if it was repeated', () => {
    const story = lost()
      .answers({ kind: 'create-not-found' })
      .start('create')
      .answers(created('T1'));
    story.published().through('test').start('schedule');
    expect(story.deployment.running?.request).toMatchObject({ twinSearch: { marker } });
    story.answers({ kind: 'twins', trackIds: ['T2'] }).start('cancel');
    expect(story.deployment.running?.request).toMatchObject({ trackId: 'T2', twin: true });
    story.answers({ kind: 'cancelled' }).start('schedule');
    expect(story.deployment.running?.request).not.toHaveProperty('twinSearch');
    story.answers({ kind: 'scheduled', scheduledDate: 'x' }).thenStatus('scheduled');
  });

  it('after a time-out counts the search right after it as the first of the two', () => {
    const story = given()
      .saved()
      .runs('create', { ...timedOut, searchedEmpty: true } as Outcome);
    story.thenDue('create', { inMs: 60 * SECOND, attempt: 2 }).start('create');
    expect(story.deployment.running?.request).toMatchObject({ mode: 'search-then-create' });
  });

  it('is found and cancelled if the post is trashed in the meantime', () => {
    const story = given().saved().start('create').post('post.trashed', 'trash').takenOver();
    story.answers({ kind: 'created', trackId: 'T1', found: true, marker });
    expect(story.deployment.due?.step).toBe('cancel');
  });

  it('is given up after two empty searches if the post is trashed in the meantime', () => {
    const story = given().saved().start('create').post('post.trashed', 'trash').takenOver();
    story.answers({ kind: 'create-not-found' }).start('create');
    expect(story.deployment.running?.request).toMatchObject({ mode: 'search' });
    story.answers({ kind: 'create-not-found' }).thenDueIs('watch').thenStatus('cancelled');
  });
});

describe('an outcome that arrives after another resolved the step', () => {
  const late = (story: ReturnType<typeof given>, outcome: Outcome) =>
    story.do({ kind: 'report', dueId: 1, startNo: 1, outcome });

  it('is recorded and changes nothing if it is the same', () => {
    const story = given().saved().start('create').takenOver().answers(created('T1'));
    late(story, created('T1')).thenRecorded('LateOutcomeRecorded');
  });

  it('may have a second trackId, which is cancelled', () => {
    const story = given().saved().start('create').takenOver().answers(created('T1'));
    late(story, created('T2')).thenRecorded('LateOutcomeRecorded', 'TwinFound', 'StepDue');
    story.start('cancel');
    expect(story.deployment.running?.request).toMatchObject({ trackId: 'T2', twin: true });
    story.answers({ kind: 'cancelled' });
    expect(story.deployment.omeda?.trackId).toBe('T1');
    story.through('content');
  });

  it('of an earlier generation is not mistaken for the one being created', () => {
    const story = given().saved().start('create').takenOver().answers(created('T1'));
    story.post('post.trashed', 'trash').runs('cancel').post('post.restored', 'draft');
    late(story.start('create'), created('T1')).thenRecorded('LateOutcomeRecorded', 'TwinFound');
    expect(story.deployment.omeda).toBeUndefined();
  });

  it('is used as the outcome if none is known yet', () => {
    const story = given().saved().start('create').takenOver();
    late(story, created('T1')).thenRecorded('LateOutcomeRecorded', 'DeploymentCreated', 'StepDue');
    expect(story.deployment.omeda?.trackId).toBe('T1');
  });
});

describe('a twin that Omeda has sent', () => {
  it('can no longer be cancelled, which is recorded; ours does not count as sent', () => {
    const story = given().saved().start('create').takenOver().answers(created('T1'));
    story.do({ kind: 'report', dueId: 1, startNo: 1, outcome: created('T2') }).start('cancel');
    story.answers({ kind: 'sent' }).thenStatus('failed').thenNothingDue();
    expect(story.deployment.failed?.words).toBe('Its duplicate was sent.');
  });
});
