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

/** The process ended while rendering: `late` after the time limit, `memory` at the memory limit. */
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
 * A process that renders one newsletter at a time. Not a thread: since Node.js 24, one whose heap is full ends its
 * process, as did one that was terminated while it loaded modules.
 */
export class RenderProcess {
  /** Resolves when it has ended, for any reason. */
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
      // Nothing from this process's environment.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.on('message', (message: RenderMessage) => this.took(message));
    const kill = () => this.kill();
    // Also if this process exits abruptly: a worker that is rendering would not notice.
    process.once('exit', kill);
    this.ended = new Promise((resolve) => {
      const over = (why: Error) => {
        process.off('exit', kill);
        this.isOver = true;
        this.failed(why);
        resolve();
      };
      this.child.once('exit', (code, signal) => over(this.endedWith(code, signal)));
      // If it could not start, it has no exit event.
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
      // An unreachable worker cannot render the next one either: its end fails this one.
      this.child.send(source, (error) => error && this.kill());
    });
  }

  kill(): void {
    this.isKilled = true;
    this.child.kill('SIGKILL');
  }

  private took(message: RenderMessage): void {
    if (message.kind === 'started') {
      // Nothing else stops code that does not yield.
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

  /** Ends the job, and returns it. */
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
    // The system also kills for memory, maybe below our limit.
    const isFull =
      signal === 'SIGABRT' || code === ABORTED || (signal === 'SIGKILL' && !this.isKilled);
    return new RenderProcessEnded(isFull ? 'memory' : 'unknown', how);
  }
}
