import { describe, expect, it } from 'vitest';
import { evolve } from '../src/index.js';
import { HOUR, MINUTE, given } from './scenario.testing.js';

describe('a step that was started three times without an outcome', () => {
  it('is stalled and waits for a person', () => {
    const story = given().saved().start('create').takenOver().takenOver().takenOver();
    story.thenRecorded('DeploymentHeld').thenStatus('held').thenNothingDue();
    expect(story.deployment.held?.by).toBe('stalled');
  });

  it('is not started forever if it is a cancellation', () => {
    const story = given().saved().through('content').person('cancel').start('cancel');
    story.takenOver().takenOver().takenOver().thenStatus('held').thenNothingDue();
    story.person('resume').runs('cancel').thenStatus('cancelled');
  });

  it('is still unscheduled, and stays held, when it is resumed, even twice', () => {
    const story = given().published().through('schedule').person('unschedule').start('unschedule');
    story.takenOver().takenOver().takenOver();
    expect(story.deployment.held?.by).toBe('stalled');
    story.person('resume').person('resume').thenDueIs('unschedule');
    story.runs('unschedule').thenStatus('held').thenDueIs('watch');
    expect(story.deployment.held?.by).toBe('person');
    story.person('resume').thenDueIs('schedule');
  });

  it('is held as before when it is resumed', () => {
    const story = given().published().through('create').start('audience').do({ kind: 'hold' });
    story.takenOver().takenOver().takenOver();
    expect(story.deployment.held?.by).toBe('stalled');
    story.person('resume').thenStatus('held');
    expect(story.deployment.held?.by).toBe('person');
  });

  it('was released by a resume that an earlier release recorded', () => {
    const story = given().published().through('schedule').person('unschedule').start('unschedule');
    story.takenOver().takenOver().takenOver();
    const resumed = {
      type: 'DeploymentResumed',
      data: { because: 'person' },
      at: story.now,
    } as const;
    const after = evolve(story.state, resumed);
    expect(after?.held).toBeUndefined();
    expect(after?.unscheduleRequested).toBeUndefined();
  });

  it('is held if a person holds it afterwards', () => {
    const story = given().published().through('test').start('schedule');
    story.takenOver().takenOver().takenOver().do({ kind: 'hold', reason: 'Legal.' });
    story.thenRecorded('UnscheduleRequested', 'DeploymentHeld', 'StepDue').thenStatus('held');
    expect(story.deployment.held).toMatchObject({ by: 'person', reason: 'Legal.' });
    story.runs('schedule').runs('unschedule').thenDueIs('watch');
  });

  it('is unscheduled and held if a person unschedules it afterwards', () => {
    const story = given().published().through('schedule').updated('edited').start('unschedule');
    story.takenOver().takenOver().takenOver().person('unschedule');
    expect(story.deployment.held?.by).toBe('person');
    story.runs('unschedule').thenDueIs('watch').thenStatus('held');
  });

  it('has its new time when a person chooses one', () => {
    const story = given().published().through('schedule').person('unschedule').start('unschedule');
    story.takenOver().takenOver().takenOver().do({ kind: 'send', at: 'now' });
    expect(story.deployment.held).toBeUndefined();
  });

  it('is still withdrawn when its post is trashed afterwards', () => {
    const story = given().published().through('schedule').updated('edited').start('unschedule');
    story.takenOver().takenOver().takenOver().thenDueIs('watch').after(MINUTE);
    story.post('post.trashed', 'trash').thenDue('unschedule', { inMs: 0 });
  });

  it('is resolved first when it is resumed', () => {
    const story = given().saved().start('create').takenOver().takenOver().takenOver();
    story.after(HOUR).person('resume').start('create');
    expect(story.recorded('StepStarted').at(-1)?.data).toMatchObject({
      settling: true,
      request: { mode: 'search' },
    });
  });
});
