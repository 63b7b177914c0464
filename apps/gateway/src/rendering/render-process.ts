import { type ChildProcess, fork } from 'node:child_process';
import { constants } from 'node:os';
import type { Body, BodySource } from '#newsletter-html';

export type RenderMessage =
  | { kind: 'started' }
  | { kind: 'body'; body: Body }
  | { kind: 'fault'; name: string; message: string; stack: string };

export type RenderLimits = { limitMs: number; memoryMb: number };

/** Node.js aborts when its heap is full. */
const ABORTED = 128 + constants.signals.SIGABRT;

/** It ended in the middle of a newsletter: `late`, after its time limit, or `memory`, at its limit of memory. */
export class RenderProcessEnded extends Error {
  override name = 'RenderProcessEnded';

  constructor(
    readonly why: 'late' | 'memory' | 'unknown',
    how: string,
  ) {
    super(`The process ended with ${how}.`);
  }
}

type Job = { resolve: (body: Body) => void; reject: (why: Error) => void };

/**
 * A process that renders one newsletter at a time. No thread: from Node.js 24, one whose heap is full ends the process
 * that it is in, as did one that was ended while it loaded modules.
 */
export class RenderProcess {
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private job: Job | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isLate = false;
  private isOver = false;
  private isKilled = false;

  constructor(
    file: string,
    private readonly limits: RenderLimits,
  ) {
    this.child = fork(file, [], {
      execArgv: [`--max-old-space-size=${limits.memoryMb}`],
      // Nothing of what this process knows.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.on('message', (message: RenderMessage) => this.took(message));
    const kill = () => this.kill();
    // Also where this process ends at once: what is in the middle of a newsletter hears of nothing.
    process.once('exit', kill);
    this.ended = new Promise((resolve) => {
      const over = (why: Error) => {
        process.off('exit', kill);
        this.isOver = true;
        this.failed(why);
        resolve();
      };
      this.child.once('exit', (code, signal) => over(this.endedWith(code, signal)));
      // One that could not be started has no exit.
      this.child.on('error', ({ message }) => {
        this.kill();
        over(new RenderProcessEnded('unknown', message));
      });
    });
    this.child.unref();
    this.child.channel?.unref();
  }

  get isFree(): boolean {
    return this.job === undefined && !this.isOver && !this.isKilled;
  }

  /** @throws RenderProcessEnded, or what the renderer threw, by its name. */
  render(source: BodySource): Promise<Body> {
    return new Promise((resolve, reject) => {
      this.job = { resolve, reject };
      // One that hears nothing is of no use to the next newsletter either: its end ends this one.
      this.child.send(source, (error) => error && this.kill());
    });
  }

  kill(): void {
    this.isKilled = true;
    this.child.kill('SIGKILL');
  }

  private took(message: RenderMessage): void {
    if (message.kind === 'started') {
      // Nothing else stops what does not yield.
      this.timer = setTimeout(() => this.tooLate(), this.limits.limitMs);
    } else if (message.kind === 'body') this.ends()?.resolve(message.body);
    else {
      const { name, stack } = message;
      this.failed(Object.assign(new Error(message.message), { name, stack }));
    }
  }

  private failed(why: Error): void {
    this.ends()?.reject(why);
  }

  /** The job that was in hand. */
  private ends(): Job | undefined {
    const { job } = this;
    clearTimeout(this.timer);
    this.job = undefined;
    return job;
  }

  private tooLate(): void {
    this.isLate = true;
    this.kill();
  }

  private endedWith(code: number | null, signal: string | null): RenderProcessEnded {
    const how = signal ?? `code ${code}`;
    if (this.isLate) return new RenderProcessEnded('late', how);
    // The system kills what takes too much, too: by then it may be less than our limit.
    const isFull =
      signal === 'SIGABRT' || code === ABORTED || (signal === 'SIGKILL' && !this.isKilled);
    return new RenderProcessEnded(isFull ? 'memory' : 'unknown', how);
  }
}
