import { CliError } from '../cli-error.js';
import type { Command, Given, Result } from '../command.js';

type Erased = { deployments: { deploymentId: string; erased: number; kept: number }[] };

export const erase: Command = {
  name: 'erase',
  summary: 'Permanently erase a post’s rendered content and settings, or a person’s identity',
  about: [
    'Needs an operator key. With --post: status and history stay. Content that another newsletter of',
    'the site shares stays for that one. Content of deleted posts is erased automatically',
    'after 30 days.',
    '',
    'With --person: events no longer reveal that person, in history, in the feed, or in backups',
    'of the events. Use the ID of a WordPress user. People who acted through the API or the buttons in',
    'WordPress are known by name. Add --site if several sites know someone by that ID or name.',
    'docs/operating.md lists what stays.',
  ].join('\n'),
  options: { site: { type: 'string' }, post: { type: 'string' }, person: { type: 'string' } },
  optionHelp: {
    site: 'ID of the site',
    post: 'post ID in its WordPress',
    person: 'ID of a WordPress user, or a name',
  },
  examples: [
    'erase --site daily --post 42',
    'erase --site daily --person 3',
    'erase --site daily --person "Ada Lovelace"',
  ],
  async run(given): Promise<Result> {
    const { post, person } = given.options;
    if (post !== undefined && person !== undefined) {
      throw new CliError('Use either --post or --person, not both.');
    }
    return person === undefined ? erasePost(given) : erasePerson(given);
  },
};

async function erasePost({ api, options: { site, post } }: Given): Promise<Result> {
  if (typeof site !== 'string' || typeof post !== 'string') {
    throw new CliError('Name what to erase: --site and --post, or --person.');
  }
  const path = `/v1/sites/${encodeURIComponent(site)}/posts/${encodeURIComponent(post)}/erase`;
  const answer = await api.ask<Erased>(path, { method: 'POST' });
  const lines = answer.deployments.map(({ deploymentId, erased, kept }) => {
    return `${deploymentId}: ${erased} erased, ${kept} kept for others`;
  });
  return { data: answer, text: lines.join('\n') };
}

async function erasePerson({ api, options: { site, person } }: Given): Promise<Result> {
  const body = { person, ...(site === undefined ? {} : { site }) };
  const answer = await api.ask<{ site: string }>('/v1/people/erase', { method: 'POST', body });
  return { data: answer, text: `That person is erased at ${answer.site}.` };
}
