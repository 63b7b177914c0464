import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import type { Body, BodySource } from '#newsletter-html';
import { Problem } from '../problem/problem.js';
import { RenderProcess, RenderProcessEnded } from './render-process.js';

/** Two at least: one slow newsletter does not block the others. */
const PROCESSES = Math.min(4, Math.max(2, availableParallelism()));
/** Each keeps its event, of up to several megabytes, in memory. */
const MOST_WAITING = 32;
/** Many times what the longest newsletter needs; several of these fit into a container's memory. */
const MEMORY_MB = 192;
const AGAIN_AFTER_SECONDS = 5;
const STOPPING = 'The gateway is stopping.';

type Options = { file: string; limitMs: number; log: Logger; memoryMb?: number };

type Waiting = {
  source: BodySource;
  resolve: (body: Promise<Body>) => void;
  reject: (why: Problem) => void;
};

/**
 * Renders newsletter bodies in processes, within limits of time and memory. They start on demand: each costs half
 * a second of CPU and some memory, and short newsletters need none.
 */
export class RenderPool {
  private readonly processes = new Set<RenderProcess>();
  private readonly waiting: Waiting[] = [];
  private readonly limits;
  private isClosed = false;

  constructor(private readonly options: Options) {
    const { limitMs, memoryMb = MEMORY_MB } = options;
    this.limits = { limitMs, memoryMb };
  }

  /** @throws Problem `too-complex`, or `try-again`. */
  async render(source: BodySource): Promise<Body> {
    if (this.waiting.length >= MOST_WAITING) {
      throw tryAgain('Too many long newsletters are being rendered at once.');
    }
    const rendered = new Promise<Body>((resolve, reject) => {
      this.waiting.push({ source, resolve, reject });
    });
    this.next();
    try {
      return await rendered;
    } catch (error) {
      throw error instanceof RenderProcessEnded ? this.explained(error) : error;
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const { reject } of this.waiting.splice(0)) reject(tryAgain(STOPPING));
    for (const process of this.processes) process.kill();
    await Promise.all([...this.processes].map(({ ended }) => ended));
  }

  private next(): void {
    if (this.waiting.length === 0) return;
    const free = [...this.processes].find(({ isFree }) => isFree) ?? this.start();
    if (!free) return;
    const { source, resolve } = this.waiting.shift() as Waiting;
    const rendered = free.render(source);
    resolve(rendered);
    void rendered.catch(() => undefined).then(() => this.next());
  }

  private start(): RenderProcess | undefined {
    if (this.processes.size >= PROCESSES) return undefined;
    const process = new RenderProcess(this.options.file, this.limits);
    this.processes.add(process);
    void process.ended.then(() => {
      this.processes.delete(process);
      this.next();
    });
    return process;
  }

  /** Errors of the renderer itself are our faults, and stay internal. */
  private explained(error: RenderProcessEnded): Problem {
    const { limitMs, memoryMb } = this.limits;
    if (this.isClosed) return tryAgain(STOPPING);
    if (error.why === 'late') {
      return tooComplex(`longer than ${limitMs / 1_000} s (RENDER_TIMEOUT_SECONDS)`);
    }
    if (error.why === 'memory') return tooComplex(`more than ${memoryMb} MB of memory`);
    this.options.log.error({ err: error }, 'A process ended while it rendered a newsletter');
    return tryAgain('The newsletter was not rendered: its process ended.');
  }
}

function tooComplex(what: string): Problem {
  const cure = 'shorten or simplify the post and save it again';
  const raise = what.includes('RENDER_TIMEOUT') ? ', or raise the limit' : '';
  return new Problem('too-complex', `Rendering the newsletter takes ${what}: ${cure}${raise}.`);
}

function tryAgain(what: string): Problem {
  const extras = { retryAfterSeconds: AGAIN_AFTER_SECONDS };
  return new Problem('try-again', `${what} Nothing was stored. Send the event again.`, extras);
}
