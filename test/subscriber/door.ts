import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Ledger } from './ledger.js';

type DoorOptions = {
  name: string;
  command: string;
  args: readonly string[];
  env: Record<string, string>;
  ledger: string;
};

/** A subscriber in a separate process. */
export class Door {
  readonly name: string;
  readonly ledger: Ledger;
  private child: ChildProcess | undefined;

  constructor(private readonly options: DoorOptions) {
    this.name = options.name;
    this.ledger = new Ledger(options.ledger);
  }

  start(): void {
    const { command, args, env, ledger } = this.options;
    this.child = spawn(command, args, {
      env: { ...process.env, ...env, LEDGER: ledger },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async restart(): Promise<void> {
    await this.kill();
    this.start();
  }

  /** As a service manager does. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
