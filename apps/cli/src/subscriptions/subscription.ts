import { columns } from '../output/columns.js';

export type Subscription = {
  id: string;
  url: string;
  types: string[];
  sites: string[];
  state: string;
  disabledReason: string | null;
  formerSecretUntil: string | null;
  createdAt: string;
  createdBy: string;
};

export const pathOf = (id: string, rest = '') =>
  `/v1/subscriptions/${encodeURIComponent(id)}${rest}`;

/** Text for one subscription. */
export function subscriptionLines(one: Subscription): string[] {
  const { formerSecretUntil, disabledReason } = one;
  return columns([
    ['id', one.id],
    ['url', one.url],
    ['types', one.types.join(', ') || 'all'],
    ['sites', one.sites.join(', ') || 'all'],
    ['state', disabledReason === null ? one.state : `${one.state}: ${disabledReason}`],
    ...(formerSecretUntil ? [['former secret', `signs until ${formerSecretUntil}`]] : []),
    ['created', `${one.createdAt} by ${one.createdBy}`],
  ]);
}

/** The secret is shown only here. */
export function withSecret(one: Subscription & { secret: string }): string {
  return [
    ...subscriptionLines(one),
    '',
    `Signing secret (it is not shown again): ${one.secret}`,
  ].join('\n');
}
