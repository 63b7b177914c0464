import type { DeploymentEvent } from '#events';
import { describe, expect, it } from 'vitest';
import { HEALTHY_BRAND, type Outcome, decideBrand, evolveBrand } from '../src/index.js';
import { MINUTE, NOON, type Scenario, given, seen } from './scenario.testing.js';

const WORDS = 'Tester ada@daily.example is unknown.';
const RECORDED = 'Tester (address) is unknown.';
const notice = { code: 'told', words: WORDS };

function scheduled(): Scenario {
  return given().published().through('schedule');
}

type Case = [what: string, type: DeploymentEvent['type'], story: () => Scenario];

const answered = (outcome: Outcome) => () => given().saved().runs('create', outcome);
const failing = { words: WORDS, unclear: false };

describe('words of Omeda or a person', () => {
  it.each<Case>([
    ['a passing failure', 'StepErred', answered({ kind: 'transient', ...failing })],
    ['a failure', 'DeploymentFailed', answered({ kind: 'permanent', words: WORDS })],
    ['a refused user', 'DeploymentFailed', answered({ kind: 'not-authorized', words: WORDS })],
    ['a missing TrackId', 'DeploymentFailed', answered({ kind: 'not-found', words: WORDS })],
    ['a fault of the brand', 'StepReleased', answered({ kind: 'brand-fault', ...failing })],
    ['a refusal that was examined', 'DeploymentFailed', answered({ kind: 'seen', refusal: WORDS })],
    [
      'a refusal that another step mends',
      'StepRefused',
      () =>
        given()
          .published()
          .through('test')
          .runs('schedule', { kind: 'refused', why: 'modified', words: WORDS }),
    ],
    [
      'a lost audience',
      'AudienceLost',
      () =>
        given()
          .saved()
          .through('audience')
          .runs('await-audience', { kind: 'audience-failed', words: WORDS }),
    ],
    [
      'a warning about the audience',
      'AudienceReady',
      () =>
        given()
          .saved()
          .through('audience')
          .runs('await-audience', { kind: 'audience-ready', recipientCount: 1, warning: WORDS }),
    ],
    [
      'how the audience comes along',
      'AudienceProgressed',
      () =>
        given()
          .saved()
          .through('audience')
          .runs('await-audience', { kind: 'audience-progress', status: WORDS }),
    ],
    [
      'a warning about the content',
      'ContentUpdated',
      () =>
        given()
          .saved()
          .through('await-audience')
          .runs('content', { kind: 'content-updated', warnings: [notice] }),
    ],
    [
      'a warning about the test',
      'TestSent',
      () =>
        given()
          .published()
          .through('content')
          .runs('test', { kind: 'test-sent', warnings: [notice], repeated: false }),
    ],
    [
      'a user without the right to stop it',
      'DeploymentFailed',
      () =>
        scheduled()
          .person('unschedule')
          .runs('unschedule', { kind: 'not-authorized', words: WORDS }),
    ],
    [
      'why a person holds it',
      'DeploymentHeld',
      () => given().saved().do({ kind: 'hold', reason: WORDS }),
    ],
    [
      'what is wrong with the settings',
      'ContentChanged',
      () => given().saved('a', { settings: { problems: [notice], warnings: [notice] } }),
    ],
  ])('of %s is recorded without addresses', (_what, type, story) => {
    const { events } = story();
    expect(JSON.stringify(events.find((event) => event.type === type)?.data)).toContain(RECORDED);
    expect(JSON.stringify(events)).not.toContain('@');
  });

  it('about an edit in Omeda are recorded without the address', () => {
    const story = scheduled().after(2 * MINUTE);
    const edits = [{ by: 'ada@daily.example', at: story.now }];
    story.runs('watch', seen({ scheduledAt: story.deployment.sendAt ?? '', edits }));
    expect(story.recorded('Drifted')[0]?.data.words).toContain('edited in Omeda by (address)');
    expect(JSON.stringify(story.events)).not.toContain('@');
  });

  it('about a brand are recorded without addresses', () => {
    const command = {
      kind: 'brand-failed',
      reason: 'refused',
      words: WORDS,
      probed: true,
    } as const;
    const held = decideBrand(HEALTHY_BRAND, command, NOON);
    const brand = held.reduce(
      (state, event) => evolveBrand(state, { ...event, at: NOON }),
      HEALTHY_BRAND,
    );
    const all = [...held, ...decideBrand(brand, command, NOON)];
    expect(all.map(({ type }) => type)).toEqual(['BrandHeld', 'BrandProbeFailed']);
    expect(all.map(({ data }) => ('words' in data ? data.words : ''))).toEqual([
      RECORDED,
      RECORDED,
    ]);
  });
});

describe('words with addresses removed', () => {
  it('are nothing new when repeated', () => {
    const problems = [notice];
    const story = given().saved('a', { settings: { problems } });
    story.saved('a', { settings: { problems } }).thenRecorded('PostReceived');
  });

  it('are never compared with Omeda', () => {
    const found = { trackId: 'FOO1', name: 'Ask ada@daily.example', query: 'a@b', omedaTypeId: 7 };
    const story = given().saved('a', { adoptTrackId: 'FOO1' });
    story.runs('create', { kind: 'adopted', ...found });
    expect(story.recorded('DeploymentAdopted')[0]?.data).toMatchObject(found);
  });
});
