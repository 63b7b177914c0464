import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Progress } from './progress.js';
import { pause } from './scale.js';

export type MemberOptions = {
  name: string;
  /** Below dist/. */
  program: string;
  /** Where it answers /health/ready. */
  url: string;
  env: Record<string, string>;
  progress: Progress;
};

/** One process of ours, which is killed, frozen, and started again. */
export class Member {
  /** May be struck: it runs, is ready and not frozen. */
  isUp = false;
  private child: ChildProcess | undefined;
  private isWanted = true;
  private under: Promise<void> = Promise.resolve();
  /** Last words on stderr, for when it does not start. */
  private words = '';

  constructor(readonly options: MemberOptions) {}

  /** Of the process that runs now. */
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
  }

  /** SIGKILL now; a new one after a while. */
  kill(restartAfterMs: number): void {
    this.isUp = false;
    const { child } = this;
    child?.kill('SIGKILL');
    this.under = this.under.then(async () => {
      if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await pause(restartAfterMs);
      if (this.isWanted) await this.start();
    });
    // Told by `settled`.
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

  /** Until it is up again after all that was done to it. @throws Error when it is not. */
  async settled(): Promise<void> {
    await this.under;
  }

  /** For when the whole round ends in mid-air: nothing of it stays. */
  endNow(): void {
    this.isWanted = false;
    this.child?.kill('SIGKILL');
  }

  async end(): Promise<void> {
    this.isWanted = false;
    this.isUp = false;
    await this.under.catch(() => undefined);
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  private async isReady(): Promise<boolean> {
    const signal = AbortSignal.timeout(2_000);
    return fetch(`${this.url}/health/ready`, { signal }).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
