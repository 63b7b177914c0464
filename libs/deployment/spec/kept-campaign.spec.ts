import { expect, it } from 'vitest';
import { statusOf } from '../src/index.js';
import { given } from './scenario.testing.js';

const details = (detailsHash: string) => ({ settings: { detailsHash } });

it('a campaign that Omeda keeps causes a warning, until it has another one', () => {
  const story = given().saved().through('content');
  story.saved('text', details('without')).start('update');
  story.answers({ kind: 'updated', keepsCampaign: true });
  const words = expect.stringMatching(/keeps the campaign.*not remove it/);
  const warning = { code: 'campaign-kept', field: 'update', words };
  expect(statusOf(story.deployment).warnings).toEqual([warning]);
  story.saved('text', details('summer')).runs('update');
  expect(statusOf(story.deployment).warnings).toEqual([]);
});

it('an update that an older release recorded has no warning', () => {
  const story = given().saved().through('content');
  story.saved('text', details('without')).runs('update');
  const [updated] = story.recorded('DeploymentUpdated');
  expect(updated?.data).not.toHaveProperty('warnings');
  expect(statusOf(story.deployment).warnings).toEqual([]);
});
