import { readFile, readdir } from 'node:fs/promises';

/** Linux's clock ticks per second, on all of its usual builds. */
const WAKE_UPS_PER_SECOND = 100;

type Stat = { pid: number; parent: number; ownWakeUps: number; endedChildrenWakeUps: number };

/** CPU time of a process up to now, user and system, in milliseconds. */
export async function cpuMsOf(pid: number): Promise<number> {
  return toMs((await statOf(pid))?.ownWakeUps ?? 0);
}

/** The same of a process and its children: those that run, and those that have ended. */
export async function cpuMsWithChildren(pid: number, except: readonly number[] = []) {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = await Promise.all(numbers.map(statOf));
  const children = all.filter((one) => one?.parent === pid && !except.includes(one.pid));
  const own = await statOf(pid);
  const wakeUps = children.reduce((sum, child) => sum + (child?.ownWakeUps ?? 0), 0);
  return toMs(wakeUps + (own?.ownWakeUps ?? 0) + (own?.endedChildrenWakeUps ?? 0));
}

/** Undefined: it has ended. */
async function statOf(pid: number): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name, in parentheses, may contain anything; later fields are counted from the state, 3.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (text === '') return undefined;
  const field = (number: number) => Number(fields[number - 3]);
  return {
    pid,
    parent: field(4),
    ownWakeUps: field(14) + field(15),
    endedChildrenWakeUps: field(16) + field(17),
  };
}

function toMs(wakeUps: number): number {
  return (wakeUps * 1000) / WAKE_UPS_PER_SECOND;
}
