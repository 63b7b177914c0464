import { CliError } from '../cli-error.js';
import type { Command, Given, Result } from '../command.js';
import { columns } from '../output/columns.js';
import {
  type Subscription,
  pathOf,
  subscriptionLines,
  withSecret,
} from '../subscriptions/subscription.js';

const ADMINS = 'Needs an operator key of the role admin.';

export const subscriptionsAdd: Command = {
  name: 'subscriptions add',
  summary: 'Send events to a URL as signed requests',
  about: `${ADMINS} Shows the signing secret once. Types are names such as scheduled,sent.`,
  options: {
    url: { type: 'string' },
    types: { type: 'string' },
    sites: { type: 'string' },
    after: { type: 'string' },
  },
  optionHelp: {
    url: 'where events are sent to: https://…',
    types: 'names of events, separated by commas (default: all)',
    sites: 'IDs of sites, separated by commas (default: all)',
    after:
      'start after this position of the feed; 0: with the first event (default: the next event)',
  },
  examples: [
    'subscriptions add --url https://desk.example/hook',
    'subscriptions add --url https://desk.example/hook --types scheduled,sent --sites daily',
  ],
  async run({ api, options }: Given): Promise<Result> {
    const { url, after } = options;
    if (typeof url !== 'string') throw new CliError('Name the URL: --url https://…');
    const body = {
      url,
      types: listed(options, 'types').map(fullType),
      sites: listed(options, 'sites'),
      ...(typeof after === 'string' ? { after } : {}),
    };
    const added = await api.ask<Subscription & { secret: string }>('/v1/subscriptions', {
      method: 'POST',
      body,
    });
    return { data: added, text: withSecret(added) };
  },
};

export const subscriptionsList: Command = {
  name: 'subscriptions list',
  summary: 'List webhook subscriptions and their state',
  about: ADMINS,
  examples: ['subscriptions list', 'subscriptions list --json'],
  async run({ api }: Given): Promise<Result> {
    const data = await api.ask<{ subscriptions: Subscription[] }>('/v1/subscriptions');
    const rows = data.subscriptions.map(({ id, state, url, disabledReason }) => {
      return [id, state, url, disabledReason ?? ''];
    });
    const table = columns([['id', 'state', 'url', ''], ...rows], '').join('\n');
    return { data, text: rows.length > 0 ? table : 'There are no subscriptions.' };
  },
};

export const subscriptionsRotate: Command = {
  name: 'subscriptions rotate',
  summary: 'Replace the signing secret of a subscription',
  about: `${ADMINS} Requests carry both signatures until the overlap ends.`,
  words: ['<id>'],
  options: { 'overlap-hours': { type: 'string' } },
  optionHelp: { 'overlap-hours': 'how long the former secret also signs (default: 24)' },
  examples: ['subscriptions rotate 5d0f7f6e', 'subscriptions rotate 5d0f7f6e --overlap-hours 1'],
  async run({ api, words: [id = ''], options }: Given): Promise<Result> {
    const hours = options['overlap-hours'];
    const body = hours === undefined ? {} : { overlapHours: overlapHours(hours) };
    const asked = { method: 'POST', body } as const;
    const rotated = await api.ask<Subscription & { secret: string }>(pathOf(id, '/rotate'), asked);
    return { data: rotated, text: withSecret(rotated) };
  },
};

export const subscriptionsEnable = act('enable', {
  summary: 'Enable a subscription',
  about: 'It continues where it stopped.',
});

export const subscriptionsDisable = act('disable', {
  summary: 'Disable a subscription',
  about: 'It keeps its place in the feed.',
});

export const subscriptionsRemove: Command = {
  name: 'subscriptions remove',
  summary: 'Remove a subscription, with its log of deliveries',
  about: ADMINS,
  words: ['<id>'],
  examples: ['subscriptions remove 5d0f7f6e'],
  async run({ api, words: [id = ''] }: Given): Promise<Result> {
    const removed = await api.ask<Subscription>(pathOf(id), { method: 'DELETE' });
    return { data: removed, text: `Removed: ${removed.url}` };
  },
};

function act(kind: 'enable' | 'disable', help: { summary: string; about: string }): Command {
  return {
    name: `subscriptions ${kind}`,
    summary: help.summary,
    about: `${ADMINS} ${help.about}`,
    words: ['<id>'],
    examples: [`subscriptions ${kind} 5d0f7f6e`],
    async run({ api, words: [id = ''] }: Given): Promise<Result> {
      const one = await api.ask<Subscription>(pathOf(id, `/${kind}`), { method: 'POST' });
      return { data: one, text: subscriptionLines(one).join('\n') };
    },
  };
}

function overlapHours(hours: string | boolean): number {
  if (typeof hours === 'string' && /^\d{1,4}$/.test(hours)) return Number(hours);
  throw new CliError('--overlap-hours must be a whole number of hours, such as 24.');
}

/** Omitted means all; an empty part is refused. */
function listed(options: Given['options'], name: string): string[] {
  const value = options[name];
  if (typeof value !== 'string') return [];
  const parts = value.split(',').map((part) => part.trim());
  if (!parts.includes('')) return parts;
  throw new CliError(
    `--${name} has an empty part. Separate values by single commas. (Is a variable of your script not set?)`,
  );
}

/** Accepts the bare name, the routing key, or the type itself. */
function fullType(name: string): string {
  if (name.startsWith('newsletter.')) return name;
  return `newsletter.deployment.${name.replace(/^deployment\./, '')}.v1`;
}
