import { readFile, readdir } from 'node:fs/promises';

/** Ticks of a second in which Linux counts, on all of its usual builds. */
const TICKS_PER_SECOND = 100;

type Stat = { pid: number; parent: number; ownTicks: number; endedChildrenTicks: number };

/** CPU time of a process up to now, user and system, in milliseconds. */
export async function cpuMsOf(pid: number): Promise<number> {
  return toMs((await statOf(pid))?.ownTicks ?? 0);
}

/** The same of a process and its children: those that run, and those that have ended. */
export async function cpuMsWithChildren(pid: number, except: readonly number[] = []) {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const all = await Promise.all(numbers.map(statOf));
  const children = all.filter((one) => one?.parent === pid && !except.includes(one.pid));
  const own = await statOf(pid);
  const ticks = children.reduce((sum, child) => sum + (child?.ownTicks ?? 0), 0);
  return toMs(ticks + (own?.ownTicks ?? 0) + (own?.endedChildrenTicks ?? 0));
}

/** Undefined: it has ended. */
async function statOf(pid: number): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name, in parentheses, may hold anything; fields after it are counted from the state, 3.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (text === '') return undefined;
  const field = (number: number) => Number(fields[number - 3]);
  return {
    pid,
    parent: field(4),
    ownTicks: field(14) + field(15),
    endedChildrenTicks: field(16) + field(17),
  };
}

function toMs(ticks: number): number {
  return (ticks * 1000) / TICKS_PER_SECOND;
}
