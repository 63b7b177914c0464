import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { NewsletterEvent, Progress } from '../../packages/newsletter-events/src/index.js';

/** A door's record of a handled event, with its progress if it is stored there. */
export type Line = { event: NewsletterEvent; at: number; progress?: Progress };

/** A file with one line per event: a service would have it in a table, written in one piece. */
export class Ledger {
  constructor(private readonly path: string) {}

  /** The last line may be half written, by a process that was killed. */
  lines(): Line[] {
    if (!existsSync(this.path)) return [];
    const complete = readFileSync(this.path, 'utf8').split('\n').slice(0, -1);
    return complete.flatMap((text) => lineOf(text) ?? []);
  }

  write(event: NewsletterEvent, progress?: Progress): void {
    const line: Line = { event, at: Date.now(), ...(progress ? { progress } : {}) };
    appendFileSync(this.path, `${JSON.stringify(line)}\n`);
  }
}

function lineOf(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
