import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEYS, ask } from './fixtures.js';
import { SomeNewsletters } from './some-newsletters.js';

let some: SomeNewsletters;

beforeAll(async () => {
  some = await SomeNewsletters.open();
});

afterAll(() => some?.close());

describe('an action for many', () => {
  const bulk = (body: object, key = KEYS.daily) =>
    ask(some.gateway.url, '/v1/bulk', { method: 'POST', key, body });
  type Result = { outcome: string; words: string };

  it('previews what it would do to each, and does nothing', async () => {
    const deployments = [some.ids['One'], some.ids['Four'], some.ids['Weekly']];
    const { status, body } = await bulk({ action: 'resume', deployments, dryRun: true });
    expect(status).toBe(200);
    expect(body['counts']).toEqual({ done: 0, wouldDo: 1, unchanged: 0, refused: 2 });
    const results = body['results'] as Result[];
    expect(results.map(({ outcome }) => outcome)).toEqual(['would-do', 'refused', 'not-found']);
    expect(results[0]?.words).toContain('Resumed by a person.');
    expect(results[1]?.words).toBe('It is not held.');
    expect((await some.status('One'))['status']).toBe('held');
  });

  it('is done once for each, also when it is requested twice', async () => {
    const deployments = [some.ids['One'], some.ids['One'], some.ids['Two']];
    const first = await bulk({ action: 'hold', deployments, reason: 'Later.' });
    expect(first.body['counts']).toMatchObject({ unchanged: 2 });
    const resumed = await bulk({ action: 'resume', deployments });
    expect(resumed.body['counts']).toMatchObject({ done: 2 });
    const again = await bulk({ action: 'resume', deployments });
    expect(again.body['counts']).toMatchObject({ done: 0 });
    expect((await some.groups()).filter(({ kind }) => kind === 'held')).toEqual([]);
  });

  it('overrides nothing that people did after the preview', async () => {
    const deployments = [some.ids['One'], some.ids['Two']];
    const at = '2098-03-01T10:00:00Z';
    const { body: preview } = await bulk({
      action: 'send',
      at,
      deployments,
      dryRun: true,
    });
    expect(preview['counts']).toMatchObject({ wouldDo: 2 });
    await some.act('One', 'hold', { reason: 'Legal says no.' });
    const send = { action: 'send', at, deployments, previewedAt: preview['at'] };
    const results = (await bulk(send)).body['results'] as Result[];
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'done']);
    expect(results[0]?.words).toMatch(/changed it since the preview/);
    expect(await some.status('One')).toMatchObject({
      status: 'held',
      held: { reason: 'Legal says no.' },
    });
    // If it is so already, there is no conflict.
    const again = await bulk({ ...send, deployments: [some.ids['Two']] });
    expect(again.body['counts']).toMatchObject({ unchanged: 1, refused: 0 });
  });

  it.each([
    [
      'a preview at no time',
      {
        action: 'retry',
        deployments: ['7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11'],
        previewedAt: 'now',
      },
      'previewedAt',
    ],
    ['no action', { deployments: ['7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11'] }, 'action'],
    ['an unknown action', { action: 'explode', deployments: [] }, 'action'],
    ['nobody', { action: 'retry', deployments: [] }, 'deployments'],
    ['what is no ID', { action: 'retry', deployments: ['1'] }, 'deployments'],
    ['no time', { action: 'send', deployments: ['7d0f8f0e-2a6f-4a6b-9d5e-0c7a3b1f9e11'] }, 'at'],
  ])('is refused for %s', async (_what, body, field) => {
    const answer = await bulk(body);
    expect(answer.status).toBe(400);
    const errors = answer.body['errors'] as { field: string }[];
    expect(errors.map((error) => error.field)).toContain(field);
  });
});
