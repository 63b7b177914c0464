import { readFile } from 'node:fs/promises';

const KB_PER_MB = 1024;

/** Memory of a process in RAM (RSS), in megabytes. */
export async function residentMbOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / KB_PER_MB;
}
