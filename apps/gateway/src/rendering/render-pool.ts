import { availableParallelism } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Logger } from 'pino';
import type { Body, BodySource } from '#newsletter-html';
import { Problem } from '../problem/problem.js';
import type { RenderTask } from './render-worker.js';

/** Two at least: one slow newsletter does not stop the others. */
const THREADS = Math.min(4, Math.max(2, availableParallelism()));
/** Each keeps its event, of up to some megabytes, in memory. */
const MOST_WAITING = 32;
/** Many times what the longest newsletter takes. */
const WORKER_MEMORY_MB = 512;
const AGAIN_AFTER_SECONDS = 5;
/**
 * In place of this process's own options: those of specs would let workers look for TypeScript. A worker that is
 * ended while require() links modules takes the whole process with it (Node.js 20.20: "IsGraphAsync must be used
 * on an instantiated module"); import() does not.
 */
const WORKER_OPTIONS = ['--no-experimental-require-module'];

type Options = { file: string; limitMs: number; log: Logger; memoryMb?: number };

/**
 * Renders in worker threads, each newsletter's body within a time limit. Workers start with the first one: they
 * cost a second of CPU and some memory, and who has only short newsletters needs none.
 */
export class RenderPool {
  private started: Piscina<RenderTask, Body> | undefined;
  private readonly memoryMb: number;

  constructor(private readonly options: Options) {
    this.memoryMb = options.memoryMb ?? WORKER_MEMORY_MB;
  }

  /** @throws Problem `too-complex`, or `try-again`. */
  async render(source: BodySource): Promise<Body> {
    const pool = (this.started ??= this.start());
    if (pool.queueSize >= MOST_WAITING) {
      throw tryAgain('Too many long newsletters are being rendered at once.');
    }
    const { port1, port2 } = new MessageChannel();
    const limit = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    port1.once('message', () => {
      timer = setTimeout(() => limit.abort(), this.options.limitMs);
    });
    try {
      const task = { source, started: port2 };
      // An abort ends the worker: nothing else stops what does not yield.
      return await pool.run(task, { transferList: [port2], signal: limit.signal });
    } catch (error) {
      if (!limit.signal.aborted) throw this.explained(error);
      throw tooComplex(`longer than ${this.options.limitMs / 1_000} s (RENDER_TIMEOUT_SECONDS)`);
    } finally {
      clearTimeout(timer);
      port1.close();
    }
  }

  async close(): Promise<void> {
    await this.started?.destroy();
  }

  private start(): Piscina<RenderTask, Body> {
    const pool = new Piscina<RenderTask, Body>({
      filename: this.options.file,
      execArgv: WORKER_OPTIONS,
      // As many at least as at most: else none is started for what waits when a worker is ended.
      minThreads: THREADS,
      maxThreads: THREADS,
      maxQueue: MOST_WAITING,
      resourceLimits: { maxOldGenerationSizeMb: this.memoryMb },
    });
    // A worker that ends while it has nothing to do; without a listener it would end the process.
    pool.on('error', (error) => this.options.log.error({ err: error }, 'A render worker failed'));
    return pool;
  }

  /** What the renderer itself throws is a fault of ours, and stays one. */
  private explained(error: unknown): unknown {
    if (!(error instanceof Error)) return error;
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      return tooComplex(`more than ${this.memoryMb} MB of memory`);
    }
    if (!error.message.startsWith('worker exited with code')) return error;
    this.options.log.error({ err: error }, 'A render worker exited while rendering');
    return tryAgain('The newsletter was not rendered: its worker exited.');
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
