import type { ChildProcess } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

const POLL_INTERVAL_MS = 100;
const MINUTE_MS = 60_000;

/** A running terminal. */
export class Terminal {
  private readonly pieces: string[] = [];
  private isClosed = false;

  constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.pieces.push(text));
    }
    child.once('close', () => (this.isClosed = true));
  }

  get printed(): string {
    return stripVTControlCharacters(this.pieces.join(''));
  }

  /** @returns what was found. @throws Error with the last lines if it ends, or takes too long. */
  async until(pattern: RegExp, minutes = 10): Promise<RegExpExecArray> {
    const deadline = performance.now() + minutes * MINUTE_MS;
    for (;;) {
      const isLast = this.isClosed;
      const found = pattern.exec(this.printed);
      if (found) return found;
      if (isLast) throw new Error(`It ended without ${String(pattern)}.${this.end}`);
      if (performance.now() > deadline) {
        throw new Error(`After ${minutes} minutes there is no ${String(pattern)}.${this.end}`);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    }
  }

  /** Its exit code, when it ends. */
  async ended(minutes = 10): Promise<number> {
    const [, code] = await this.until(/\[ended with (\d+)\]/, minutes);
    return Number(code);
  }

  /** @throws Error with the last lines if it fails. */
  async succeeds(minutes = 10): Promise<string> {
    const code = await this.ended(minutes);
    if (code !== 0) throw new Error(`It ended with ${code}.${this.end}`);
    return this.printed;
  }

  /** Typed text, with Enter. */
  answer(text: string): void {
    this.child.stdin?.write(`${text}\n`);
  }

  /** When nothing of it is running any more. */
  async closed(): Promise<void> {
    while (!this.isClosed) await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }

  /** Ctrl-C: everything that runs in this terminal gets it. */
  interrupt(): void {
    if (this.child.pid !== undefined && !this.isClosed) process.kill(-this.child.pid, 'SIGINT');
  }

  private get end(): string {
    return ['', ...this.printed.trimEnd().split('\n').slice(-30)].join('\n    ');
  }
}
