import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, given } from './scenario.testing.js';

const scheduled = () => given().saved().through('content').published().through('schedule');
const trashed = (story: ReturnType<typeof given>) => story.post('post.trashed', 'trash');

describe('a scheduled newsletter whose post is unpublished', () => {
  it('is unscheduled at once and is a draft again', () => {
    const story = scheduled().after(MINUTE).post('post.unpublished', 'draft');
    story.thenDue('unschedule', { inMs: 0 }).runs('unschedule').thenNothingDue();
    expect(story.deployment).toMatchObject({ intent: 'draft' });
    expect(story.deployment.sendAt).toBeUndefined();
  });

  it('gets a new send time when it is published again', () => {
    const story = scheduled().post('post.unpublished', 'draft').runs('unschedule');
    const before = story.recorded('PublishRequested')[0]?.data.sendAt ?? '';
    story.after(HOUR).published().through('schedule');
    expect(story.deployment.sendAt && story.deployment.sendAt > before).toBe(true);
  });

  it('is also taken back if only a save reports that it is a draft', () => {
    scheduled().saved().thenDue('unschedule', { inMs: 0 });
  });

  it('is taken back when its deployment type is removed', () => {
    const story = scheduled().after(MINUTE).updated('first text', { noType: true });
    story.thenDue('unschedule', { inMs: 0 }).runs('unschedule').thenNothingDue();
    story.thenStatus('no-type');
  });
});

describe('a post that is trashed', () => {
  it('is unscheduled at once and cancelled 300 s later', () => {
    const story = trashed(scheduled().after(MINUTE)).thenDue('unschedule', { inMs: 0 });
    story.runs('unschedule').thenDue('cancel', { inMs: 300 * SECOND });
    story.runs('cancel').thenNothingDue().thenStatus('cancelled');
  });

  it('is a saved draft again when it is restored before the cancel ran', () => {
    const story = trashed(given().saved().through('content')).after(MINUTE);
    story.post('post.restored', 'draft').thenNothingDue().thenStatus('content-updated');
    expect(story.deployment.generation).toBe(1);
  });

  it('is created again, generation 2, when it is restored after the cancel', () => {
    const story = trashed(given().saved().through('content')).runs('cancel').after(HOUR);
    story.post('post.restored', 'draft').thenDue('create', { inMs: 300 * SECOND });
    story.start('create');
    expect(story.deployment.running?.request).toMatchObject({
      mode: 'create',
      marker: expect.stringContaining('generation 2') as string,
    });
  });

  it('is created again when it is restored while the cancel runs', () => {
    const story = trashed(given().saved().through('content')).start('cancel');
    story.post('post.restored', 'draft').answers({ kind: 'cancelled' });
    expect(story.deployment).toMatchObject({ generation: 2, due: { step: 'create' } });
  });

  it('has nothing due any more if nothing was created yet', () => {
    const story = trashed(given().saved()).thenRecorded(
      'PostReceived',
      'Withdrawn',
      'StepWithdrawn',
    );
    story.thenNothingDue().thenStatus('cancelled');
  });

  it('is cancelled after the outcome of a running create', () => {
    const story = trashed(given().saved().start('create')).thenNothingDue();
    story.thenStatus('withdrawn');
    story.answers({ kind: 'created', trackId: 'T1', found: false, marker: '' });
    expect(story.deployment.due?.step).toBe('cancel');
    story.runs('cancel').thenStatus('cancelled');
  });

  it('is withdrawn even while it is held or has failed', () => {
    trashed(scheduled().person('hold' as never)).thenDue('unschedule', { inMs: 0 });
    const failed = given()
      .saved()
      .through('audience')
      .answers({ kind: 'audience-failed', words: 'x' });
    trashed(failed.thenStatus('failed')).thenDue('cancel', { inMs: 300 * SECOND });
  });
});

describe('a post that is deleted', () => {
  it('is cancelled at once, permanently', () => {
    const story = given().saved().through('content').post('post.deleted', 'deleted');
    story.thenDue('cancel', { inMs: 0 }).runs('cancel').thenStatus('cancelled');
    story.saved('again').thenNothingDue();
    expect(story.recorded('PostReceived').at(-1)?.data.ignored).toBe('final');
  });

  it('is cancelled at once when it was in the trash', () => {
    const story = trashed(given().saved().through('content')).post('post.deleted', 'deleted');
    story.thenDue('cancel', { inMs: 0 });
  });

  it('has nothing due if nothing was created', () => {
    given().saved().post('post.deleted', 'deleted').thenNothingDue();
  });
});

describe('a deployment cancelled by a person', () => {
  it('is unscheduled and cancelled at once, permanently', () => {
    const story = scheduled().person('cancel').thenDue('unschedule', { inMs: 0 });
    story.runs('unschedule').thenDue('cancel', { inMs: 0 }).runs('cancel');
    story.published().thenNothingDue();
  });
});

describe('a failed withdrawal', () => {
  it('is not retried forever, and a person can retry it', () => {
    const story = given().saved().through('content').person('cancel').start('cancel');
    story.answers({ kind: 'permanent', words: 'No.' }).thenNothingDue().thenStatus('failed');
    story.person('retry').thenDue('cancel', { inMs: 0 });
  });
});
