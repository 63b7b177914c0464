import { inWords } from '#deployment';
import type { MissingRight } from '#messaging';
import type { BrokerSettings } from '#process';
import { type Check, fault } from './check.js';

/** Who asks what of RabbitMQ, without the password. */
export type RabbitAccess = { user: string; vhost: string; prefix: string };

const CERTIFICATE_DAYS = 14;
const DAY_MS = 24 * 60 * 60_000;

export function rabbitAccess({ url, prefix }: BrokerSettings): RabbitAccess {
  const { username, pathname } = new URL(url);
  const vhost = decodeURIComponent(pathname.slice(1)) || '/';
  return { user: decodeURIComponent(username) || 'guest', vhost, prefix };
}

/** The command that gives all rights that are needed, and no other. */
function grant({ user, vhost, prefix }: RabbitAccess): string {
  const ours = `'^${prefix.replaceAll('.', '\\.')}\\..*'`;
  return `rabbitmqctl set_permissions -p '${vhost}' '${user}' ${ours} ${ours} ${ours}`;
}

/** By what RabbitMQ says while a connection is made. */
export function connectionCure(message: string, access: RabbitAccess): string {
  const { user, vhost } = access;
  if (/NOT.ALLOWED/i.test(message)) {
    return `if virtual host ${vhost} is missing, run "rabbitmqctl add_vhost '${vhost}'"; then give ${user} its rights: "${grant(access)}".`;
  }
  if (/ACCESS.REFUSED/i.test(message)) {
    return `correct user and password in RABBITMQ_URL, or run "rabbitmqctl change_password '${user}' …".`;
  }
  return 'start RabbitMQ, or correct RABBITMQ_URL. Saves are still accepted.';
}

export function blockedCure(reason: string): string {
  const isDisk = /disk/i.test(reason);
  const isMemory = /memory/i.test(reason);
  const cures = [
    ...(isDisk ? ['free disk space on its machine, or lower disk_free_limit'] : []),
    ...(isMemory ? ['give it memory, or raise vm_memory_high_watermark'] : []),
  ];
  const cure = cures.join('; and ') || 'look at "rabbitmq-diagnostics alarms"';
  return `${cure}. Saves are still accepted.`;
}

/** One for each right, with all that it is missing for. */
export function rightsChecks(missing: readonly MissingRight[], access: RabbitAccess): Check[] {
  const rights = [...new Set(missing.map(({ right }) => right))];
  return rights.map((right) => {
    const names = missing.filter((one) => one.right === right).map(({ name }) => name);
    const words = `User ${access.user} may not ${right} ${[...new Set(names)].join(', ')}.`;
    return fault(`right to ${right}`, words, `run "${grant(access)}".`);
  });
}

export function certificateChecks(expiry: Date | undefined): Check[] {
  const leftMs = expiry ? expiry.getTime() - Date.now() : Infinity;
  if (leftMs > CERTIFICATE_DAYS * DAY_MS) return [];
  const words = `RabbitMQ's certificate expires in ${inWords(Math.max(0, leftMs))}.`;
  return [fault('certificate', words, "renew it, and restart RabbitMQ's listener.")];
}
