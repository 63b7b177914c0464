import { CliError } from '../cli-error.js';
import type { Command, Given, Result } from '../command.js';

type Erased = { deployments: { deploymentId: string; erased: number; kept: number }[] };

export const erase: Command = {
  name: 'erase',
  summary: 'Erase a post’s rendered content and settings, or who a person was, for good',
  about: [
    'Needs an operator key. With --post: status and history stay. What another newsletter of the site',
    'has in the very same form is kept for that one. What belongs to deleted posts is erased by itself',
    'after 30 days.',
    '',
    'With --person: nobody can read any more whom events name, in history, in the feed and in backups',
    'of the events. It is the id of a WordPress user; who acted over the API, or by the buttons in',
    'WordPress, is known by name. --site is needed where several sites know somebody by it.',
    'docs/operating.md says what stays.',
  ].join('\n'),
  options: { site: { type: 'string' }, post: { type: 'string' }, person: { type: 'string' } },
  optionHelp: {
    site: 'id of the site',
    post: 'post id in its WordPress',
    person: 'id of a WordPress user, or a name',
  },
  examples: [
    'erase --site daily --post 42',
    'erase --site daily --person 3',
    'erase --site daily --person "Ada Lovelace"',
  ],
  async run(given): Promise<Result> {
    const { post, person } = given.options;
    if (post !== undefined && person !== undefined) {
      throw new CliError('Say one of both: --post or --person.');
    }
    return person === undefined ? erasePost(given) : erasePerson(given);
  },
};

async function erasePost({ api, options: { site, post } }: Given): Promise<Result> {
  if (typeof site !== 'string' || typeof post !== 'string') {
    throw new CliError('Say which: --site and --post, or --person.');
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
  return { data: answer, text: `Nobody can read any more who that was at ${answer.site}.` };
}
