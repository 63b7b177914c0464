import type { Result } from './trial.js';

const WINDOWS = ['alert', 'doctor', 'console', 'log'] as const;

export function isGood(result: Result): boolean {
  return WINDOWS.every((window) => result[window]);
}

/** As soon as it is over. */
export function lineOf(result: Result): string {
  const { name, msToSeen, faults } = result;
  if (isGood(result)) return `${name}: seen after ${((msToSeen ?? 0) / 1_000).toFixed(1)} s`;
  return [`${name}: not all of it`, ...faults.map((fault) => `  ${fault}`)].join('\n');
}

/** For people. */
export function table(results: readonly Result[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map((result) => {
    const marks = WINDOWS.map((window) => (result[window] ? 'yes' : 'NO').padEnd(8));
    const seconds = result.msToSeen === null ? '–' : `${(result.msToSeen / 1_000).toFixed(1)} s`;
    return `${result.name.padEnd(width)}  ${marks.join('')}${seconds}`;
  });
  const head = `${'incident'.padEnd(width)}  ${WINDOWS.map((one) => one.padEnd(8)).join('')}seen after`;
  return [head, ...rows].join('\n');
}
