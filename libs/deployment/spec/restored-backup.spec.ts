import { describe, expect, it } from 'vitest';
import type { Outcome } from '../src/index.js';
import { HOUR, MINUTE, given, seen } from './scenario.testing.js';

type Adopted = Extract<Outcome, { kind: 'adopted' }>;

const NOTHING: Outcome = { kind: 'create-not-found' };
const AT = '2026-03-02T18:00:00.000Z';

/** What the search of a create finds at Omeda with our marker. */
function there(changes: Partial<Adopted> = {}): Adopted {
  const known = { name: 'Morning news', omedaTypeId: 7, query: 'Subscribers', generation: 1 };
  return { kind: 'adopted', trackId: 'T1', testsSent: 1, twins: [], ...known, ...changes };
}

const request = (story: ReturnType<typeof given>) => story.deployment.running?.request;

describe('a create', () => {
  it('that is on time searches first, and creates it', () => {
    expect(request(given().saved().start('create'))).toMatchObject({ mode: 'create' });
  });

  it('that is later than in a running service searches again before scheduling', () => {
    const story = given().published().after(HOUR);
    story.do({ kind: 'send', at: 'now' }).start('create');
    expect(request(story)).toMatchObject({ mode: 'search-then-create' });
    story.succeeds('create').through('test').start('schedule');
    expect(request(story)).toHaveProperty('twinSearch');
  });
});

describe('a draft that is further along at Omeda than in the store', () => {
  it('continues if it is not scheduled', () => {
    const story = given()
      .saved()
      .start('create')
      .answers(there({ generation: 2 }));
    story.thenDueIs('await-audience');
    expect(story.deployment).toMatchObject({ generation: 2, omeda: { trackId: 'T1' } });
  });

  it('is held if it was scheduled after the post’s last event', () => {
    const story = given().saved().start('create');
    story.answers(there({ scheduledFor: AT, changedAt: story.now })).thenStatus('held');
    story.thenDueIs('watch');
  });

  it('is unscheduled if the post became a draft after that', () => {
    const changedAt = '2026-03-02T10:00:00.000Z';
    const story = given().saved().start('create');
    story.answers(there({ scheduledFor: AT, changedAt })).thenDueIs('unschedule');
  });

  it('is sent if Omeda has sent it', () => {
    const story = given()
      .saved()
      .start('create')
      .answers(there({ sent: { sentAt: AT } }));
    story.thenStatus('sent').thenOnlyResultsDue();
  });

  it('has its twins cancelled first', () => {
    const story = given()
      .saved()
      .start('create')
      .answers(there({ twins: ['T2'] }));
    story.thenDueIs('cancel');
    expect(request(story.start('cancel'))).toMatchObject({ trackId: 'T2', twin: true });
  });
});

describe('a published post that Omeda has scheduled at its time', () => {
  const published = () => given().scheduledFor(AT).start('create');

  it('stays as it is if the content is the same', () => {
    published()
      .answers(there({ scheduledFor: AT, isOurContent: true, changedAt: AT }))
      .thenStatus('scheduled')
      .thenDueIs('watch');
  });

  it('is held if Omeda has a newer content than the store', () => {
    published()
      .answers(there({ scheduledFor: AT, isOurContent: false, changedAt: AT }))
      .thenStatus('held');
  });

  it('is held if Omeda was given another time since', () => {
    const scheduledFor = '2026-03-02T19:00:00.000Z';
    published()
      .answers(there({ scheduledFor, changedAt: AT }))
      .thenStatus('held');
  });
});

describe('a post whose first event creates nothing at Omeda', () => {
  it('goes out at the time that Omeda has, with the text that it has now', () => {
    const story = given().updated('new text').start('create');
    expect(request(story)).toMatchObject({ mode: 'search', seek: true });
    story.answers(there({ scheduledFor: AT, isOurContent: false })).thenDueIs('unschedule');
    story.through('schedule');
    expect(story.deployment.omeda?.scheduled?.sendAt).toBe(AT);
  });

  it('is taken back if consent is missing, and Omeda still has a time for it', () => {
    const story = given().updated('text', { consent: null }).start('create');
    expect(request(story)).toMatchObject({ mode: 'search', seek: true });
    story.answers(there({ scheduledFor: AT })).thenDueIs('unschedule');
    story.runs('unschedule').thenStatus('archived');
  });

  it('without consent to send it is shown, if Omeda has nothing of it', () => {
    const story = given().updated('text', { consent: null }).start('create').answers(NOTHING);
    story.thenNothingDue().thenStatus('archived');
  });

  it('is searched for once, however often it is saved soon after', () => {
    const story = given().updated('text', { consent: null }).start('create').answers(NOTHING);
    story.updated('more', { consent: null }).thenNothingDue();
  });

  it('is cancelled if it was deleted', () => {
    const story = given().post('post.deleted', 'trash').thenStatus('withdrawn').start('create');
    story
      .answers(there({ scheduledFor: AT }))
      .through('cancel')
      .thenStatus('cancelled');
  });

  it('is searched for again when another process takes over the search', () => {
    const story = given().updated('text').start('create').takenOver();
    expect(request(story)).toMatchObject({ mode: 'search', seek: true });
    story.answers(NOTHING).thenNothingDue().thenStatus('archived');
  });

  it('continues if its time had passed and Omeda has another', () => {
    const story = given()
      .published({ ageMs: 3 * HOUR })
      .thenStatus('missed')
      .start('create');
    story.answers(there({ scheduledFor: AT, isOurContent: true })).thenStatus('scheduled');
  });
});

describe('a known post without a deployment', () => {
  it('is searched for when it is trashed long after its first event', () => {
    given().saved().after(MINUTE).post('post.trashed', 'trash').thenNothingDue();
    given().saved().after(HOUR).post('post.trashed', 'trash').thenDueIs('create');
  });

  it('is searched for when it is trashed while its create is overdue', () => {
    given()
      .saved()
      .after(6 * MINUTE)
      .post('post.trashed', 'trash')
      .thenDueIs('create');
  });
});

describe('a newsletter that is to be compared with Omeda', () => {
  const compared = (story: ReturnType<typeof given>) => story.do({ kind: 'compare' });

  it('is checked within a minute, and held if Omeda has scheduled it', () => {
    const story = compared(given().saved().through('content')).thenDue('watch', { inMs: MINUTE });
    story
      .start('watch')
      .answers(seen({ scheduledAt: AT }))
      .thenStatus('held');
  });

  it('is searched for if the store has none', () => {
    const story = compared(given().saved().after(MINUTE)).start('create');
    expect(request(story)).toMatchObject({ mode: 'search', seek: true });
    story.answers(NOTHING).thenDueIs('create');
  });

  it('is not checked once it was sent', () => {
    compared(given().published().through('watch')).thenNothing('it was sent');
  });
});
