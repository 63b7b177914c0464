import { readFile } from 'node:fs/promises';

const EACH_MS = 100;

/** Watches how much memory a process holds, in MB (Linux tells). */
export function watchMemory(pid: number) {
  const megabytes: number[] = [];
  const look = async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(status) ?? [];
    if (kilobytes) megabytes.push(Number(kilobytes) / 1024);
  };
  const timer = setInterval(() => void look(), EACH_MS);
  return {
    /** The most of each quarter of the time. */
    quarters(): number[] {
      clearInterval(timer);
      const length = Math.ceil(megabytes.length / 4);
      return [0, 1, 2, 3].map((n) =>
        Math.round(Math.max(...megabytes.slice(n * length, (n + 1) * length), 0)),
      );
    },
  };
}
