import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Progress } from './progress.js';
import { pause } from './scale.js';

export type MemberOptions = {
  name: string;
  /** Below dist/. */
  program: string;
  /** Its address of /health/ready. */
  url: string;
  env: Record<string, string>;
  progress: Progress;
};

/** One of our processes, which is killed, frozen, and restarted. */
export class Member {
  /** May be struck: it is running, ready, and not frozen. */
  isUp = false;
  private child: ChildProcess | undefined;
  private isWanted = true;
  private under: Promise<void> = Promise.resolve();
  /** Last words on stderr, for when it does not start, or ends without a strike. */
  private words = '';
  private readonly struck = new Set<ChildProcess>();
  /** How often it ended without a strike, in its own words. */
  readonly crashes: string[] = [];

  constructor(readonly options: MemberOptions) {}

  /** Of the current process. */
  get pid(): number | undefined {
    return this.isUp ? this.child?.pid : undefined;
  }

  get url(): string {
    return this.options.url;
  }

  async start(): Promise<void> {
    const { name, program, env, progress } = this.options;
    const child = spawn(process.execPath, [`dist/${program}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.child = child;
    this.words = '';
    child.stderr.on('data', (bytes: Buffer) => {
      this.words = (this.words + bytes.toString()).slice(-2_000);
    });
    while (!(await this.isReady())) {
      if (child.exitCode !== null || child.signalCode !== null) {
        const how = child.signalCode ?? child.exitCode;
        throw new Error(`${name} ended (${how}). It said:\n${this.words}`);
      }
      progress.check(`${name} is not ready`, this.words);
      await pause(100);
    }
    progress.note();
    this.isUp = true;
    this.expectToLive(child);
  }

  /** A process without a strike must not end. It is restarted, as an operator's system does it. */
  private expectToLive(child: ChildProcess): void {
    const ended = () => {
      if (this.struck.has(child)) return;
      const how = child.signalCode ?? child.exitCode;
      this.crashes.push(`${this.options.name} ended without a strike (${how}):\n${this.words}`);
      this.kill(0);
    };
    if (child.exitCode !== null || child.signalCode !== null) ended();
    else child.once('exit', ended);
  }

  /** SIGKILL now; a new one after a while. */
  kill(restartAfterMs: number): void {
    this.isUp = false;
    const { child } = this;
    if (child) this.strike(child);
    this.under = this.under.then(async () => {
      if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await pause(restartAfterMs);
      if (this.isWanted) await this.start();
    });
    // Reported by `settled`.
    this.under.catch(() => undefined);
  }

  /** SIGSTOP now, SIGCONT after a while. */
  freeze(ms: number): void {
    this.isUp = false;
    const { child } = this;
    child?.kill('SIGSTOP');
    this.under = this.under.then(async () => {
      await pause(ms);
      child?.kill('SIGCONT');
      this.isUp = true;
    });
  }

  /** Until it has recovered from all strikes. @throws Error if it has not. */
  async settled(): Promise<void> {
    await this.under;
  }

  /** If the whole round is interrupted: nothing of it stays. */
  endNow(): void {
    this.isWanted = false;
    if (this.child) this.strike(this.child);
  }

  async end(): Promise<void> {
    this.isWanted = false;
    this.isUp = false;
    await this.under.catch(() => undefined);
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    this.strike(child);
    await exited;
  }

  private strike(child: ChildProcess): void {
    this.struck.add(child);
    child.kill('SIGKILL');
  }

  private async isReady(): Promise<boolean> {
    const signal = AbortSignal.timeout(2_000);
    return fetch(`${this.url}/health/ready`, { signal }).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
