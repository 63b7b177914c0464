import type { Account, House } from './house.js';
import type { Terminal } from '../setup/docs/terminal.js';

/** A person at work in a system, with a log of everything typed and printed. */
export class Newcomer {
  private readonly typed: { line: string; terminal: Terminal }[] = [];
  private clone = '';

  constructor(
    private readonly house: House,
    readonly account: Account,
  ) {}

  /** In the clone, once there is one. */
  type(command: string): Terminal {
    const { home } = this.account;
    const terminal = this.house.type(this.account, command, this.clone || home);
    this.typed.push({ line: command.trim(), terminal });
    return terminal;
  }

  /** The folder of terminals that are opened from now on. */
  goTo(folder: string): void {
    this.clone = folder;
  }

  /** Where the data of `npm start` is, as docs/operating.md says. */
  get dataFolder(): string {
    const name = 'omeda-newsletter-connector';
    return this.account.uid === 0
      ? `/var/lib/${name}`
      : `${this.account.home}/.local/share/${name}`;
  }

  get log(): string {
    return this.typed.map(({ line, terminal }) => `$ ${line}\n${terminal.printed}`).join('\n');
  }
}
