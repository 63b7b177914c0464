import type { Management } from '../management.js';
import { blockOf } from './blocks.js';
import { filled } from './workbench.js';

/**
 * A user with the rights that docs/subscribing.md gives to a service. Uses the network instead of `rabbitmqctl`, which
 * only reaches brokers of its own machine and user. @returns name and password.
 */
export async function permittedUser(
  management: Management,
  { service, prefix }: { service: string; prefix: string },
): Promise<[user: string, password: string]> {
  const { text } = blockOf('docs/subscribing.md', 'rabbitmqctl');
  const own = filled(text, { 'my-service': service, newsletter: prefix });
  const words = (line = '') => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, a, b]) => a ?? b);
  const [adding, permitting] = own.trim().split('\n').map(words);
  const [, command, user = '', password = ''] = adding ?? [];
  const [, permit, permitted, configure, write, read] = permitting ?? [];
  if (command !== 'add_user' || permit !== 'set_permissions' || permitted !== user) {
    throw new Error(`docs/subscribing.md does not add a user and its permissions:\n${own}`);
  }
  await management.put(`/api/users/${user}`, { password, tags: '' });
  await management.put(`/api/permissions/%2F/${user}`, { configure, write, read });
  return [user, password];
}

/** An address of the broker for that user. */
export function addressOf(url: string, [user, password]: readonly [string, string]): string {
  const address = new URL(url);
  [address.username, address.password] = [user, encodeURIComponent(password)];
  return address.href;
}
