import type { Subscription } from '#event-store';
import { type Check, fault, ok, warning } from './check.js';

/** Webhook subscriptions that get no events. Their URL may hold a token: only its host is shown. */
export function subscriptionChecks(subscriptions: readonly Subscription[]): Check[] {
  const checks = subscriptions.flatMap(check);
  if (checks.length > 0 || subscriptions.length === 0) return checks;
  return [ok('subscriptions', `${subscriptions.length}, all up to date`)];
}

function check({ id, url, state, disabledReason }: Subscription): Check[] {
  const name = `subscription ${id}`;
  const host = `The subscription of ${new URL(url).host}`;
  const command = `"newsletter subscriptions deliveries ${id} --state failed"`;
  if (state === 'disabled') {
    const cure = `look at ${command}, then run "newsletter subscriptions enable ${id}", or remove it.`;
    return [fault(name, `${host} is disabled: ${disabledReason}`, cure)];
  }
  if (state === 'delivering') return [];
  const cure = `see ${command}. Its events are retried for three days.`;
  return [warning(name, `${host} does not accept events.`, cure)];
}
