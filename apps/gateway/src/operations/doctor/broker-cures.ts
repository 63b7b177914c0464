import { inWords } from '#deployment';
import { type MissingRight, type RabbitAccess, grant } from '#messaging';
import { type Check, fault, ok } from './check.js';

const CERTIFICATE_DAYS = 14;
const DAY_MS = 24 * 60 * 60_000;

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

/** `whose` is RabbitMQ's, or our own. */
export function certificateChecks(expiry: Date | undefined, whose: string, cure: string): Check[] {
  if (!expiry) return [];
  const leftMs = expiry.getTime() - Date.now();
  const name = `certificate of ${whose}`;
  if (leftMs > CERTIFICATE_DAYS * DAY_MS) {
    return [ok(name, `valid until ${expiry.toISOString().slice(0, 10)}`)];
  }
  const words = `The certificate of ${whose} expires in ${inWords(Math.max(0, leftMs))}.`;
  return [fault(name, words, cure)];
}
