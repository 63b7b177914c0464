import { type MissingRight, type RabbitAccess, grant } from '#messaging';
import { type Check, fault } from './check.js';

export function blockedCure(reason: string): string {
  const isDisk = /disk/i.test(reason);
  const isMemory = /memory/i.test(reason);
  const cures = [
    ...(isDisk ? ['free disk space on its machine, or lower disk_free_limit'] : []),
    ...(isMemory ? ['give it memory, or raise vm_memory_high_watermark'] : []),
  ];
  const cure = cures.join('; and ') || 'run "rabbitmq-diagnostics alarms"';
  return `${cure}. Saves are still accepted.`;
}

/** One check per right, with everything it is missing on. */
export function rightsChecks(missing: readonly MissingRight[], access: RabbitAccess): Check[] {
  const rights = [...new Set(missing.map(({ right }) => right))];
  return rights.map((right) => {
    const names = missing.filter((one) => one.right === right).map(({ name }) => name);
    const words = `User ${access.user} may not ${right} ${[...new Set(names)].join(', ')}.`;
    return fault(`right to ${right}`, words, `run "${grant(access)}".`);
  });
}
