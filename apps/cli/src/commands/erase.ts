import { CliError } from '../cli-error.js';
import type { Command, Result } from '../command.js';

type Erased = { deployments: { deploymentId: string; erased: number; kept: number }[] };

export const erase: Command = {
  name: 'erase',
  summary: 'Erase a post’s rendered content and settings, for good',
  about: [
    'Needs an operator key. Status and history stay: they hold neither content nor addresses. What',
    'another newsletter of the site has in the very same form is kept for that one. What belongs to',
    'deleted posts is erased by itself after 30 days.',
  ].join('\n'),
  options: { site: { type: 'string' }, post: { type: 'string' } },
  optionHelp: { site: 'id of the site', post: 'post id in its WordPress' },
  examples: ['erase --site daily --post 42'],
  async run({ api, options: { site, post } }): Promise<Result> {
    if (typeof site !== 'string' || typeof post !== 'string') {
      throw new CliError('Say which: --site and --post.');
    }
    const path = `/v1/sites/${encodeURIComponent(site)}/posts/${encodeURIComponent(post)}/erase`;
    const answer = await api.ask<Erased>(path, { method: 'POST' });
    const lines = answer.deployments.map(({ deploymentId, erased, kept }) => {
      return `${deploymentId}: ${erased} erased, ${kept} kept for others`;
    });
    return { data: answer, text: lines.join('\n') };
  },
};
