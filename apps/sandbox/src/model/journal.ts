import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Deployment } from './deployment.js';

/** Written after each change: the deployment's new state, and the next number. */
export type Entry = { sequence: number; clockOffsetMs: number; deployment?: Deployment };

/** State of an earlier process. */
export type Kept = { sequence: number; clockOffsetMs: number; deployments: Deployment[] };

/** A file of JSON lines, written before the response; the last line of a deployment counts. */
export class Journal {
  private constructor(
    private readonly file: string,
    readonly kept: Kept,
  ) {}

  /** Reads the file, and compacts it to one line per deployment. */
  static open(file: string): Journal {
    mkdirSync(dirname(file), { recursive: true });
    const kept = fold(existsSync(file) ? readFileSync(file, 'utf8') : '');
    const { deployments, ...rest } = kept;
    const lines = [rest, ...deployments.map((deployment) => ({ ...rest, deployment }))];
    writeFileSync(`${file}.new`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), {
      mode: 0o600,
    });
    renameSync(`${file}.new`, file);
    return new Journal(file, kept);
  }

  add(entry: Entry): void {
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
  }
}

function fold(text: string): Kept {
  const kept = { sequence: 0, clockOffsetMs: 0 };
  const deployments = new Map<string, Deployment>();
  for (const line of text.split('\n')) {
    const entry = entryOf(line);
    if (!entry) continue;
    kept.sequence = Math.max(kept.sequence, entry.sequence);
    kept.clockOffsetMs = entry.clockOffsetMs;
    if (entry.deployment) deployments.set(entry.deployment.trackId, entry.deployment);
  }
  return { ...kept, deployments: [...deployments.values()] };
}

/** Undefined for a line that a killed process left unfinished. */
function entryOf(line: string): Entry | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as Entry);
  } catch {
    return undefined;
  }
}
