import { type ExecFileException, execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Terminal } from './terminal.js';

type Env = Record<string, string>;
export type Run = { exitCode: number; out: string; err: string };

/** Variables that a reader of the docs may have set. */
const LEFT_OUT = /^(DATABASE_URL|RABBITMQ_|PORT|SITES_FILE|DATA_DIR|NEWSLETTER_|VITEST|NODE_ENV)/;
/** What is this machine's own. */
const OWN = ['.git', '.env', 'sites.json', 'secrets'];

/** A clone as a reader of the docs has it: what commands write there is deleted afterwards. */
export class Workbench {
  private readonly terminals: Terminal[] = [];

  private constructor(
    readonly home: string,
    readonly clone: string,
    private readonly env: Env,
  ) {}

  static async open(env: Env | ((home: string) => Env) = {}): Promise<Workbench> {
    const home = await mkdtemp(join(tmpdir(), 'newsletter-docs-'));
    // A local PostgreSQL that root starts runs as nobody.
    await chmod(home, 0o755);
    await mkdir(join(home, '.local/share'), { recursive: true });
    const clone = join(home, 'clone');
    await mkdir(clone);
    for (const name of await readdir('.')) {
      if (!OWN.includes(name)) await symlink(resolve(name), join(clone, name));
    }
    return new Workbench(home, clone, typeof env === 'function' ? env(home) : env);
  }

  /** Runs commands to their end, as in a terminal in the clone. */
  run(text: string, env: Env = {}): Promise<Run> {
    const options = { cwd: this.clone, env: this.environment(env), maxBuffer: 64 * 1024 * 1024 };
    return new Promise((done) => {
      execFile('sh', ['-ec', text], options, (error: ExecFileException | null, out, err) => {
        const exitCode = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
        done({ exitCode, out, err });
      });
    });
  }

  /** @throws Error with what it printed unless it ends with 0. @returns what it printed. */
  async succeeds(text: string, env: Env = {}): Promise<string> {
    const { exitCode, out, err } = await this.run(text, env);
    if (exitCode !== 0) throw new Error(`${text}ended with ${exitCode}:\n${out}${err}`);
    return out;
  }

  /** Starts what keeps running, or asks questions: those need a terminal. */
  start(text: string, { env = {}, asks = false }: { env?: Env; asks?: boolean } = {}): Terminal {
    const command = `${text.trim()}\necho "[ended with $?]"`;
    const options = { cwd: this.clone, env: this.environment(env), detached: true };
    const terminal = new Terminal(
      asks
        ? spawn('script', ['-qec', `sh -c ${quoted(command)}`, '/dev/null'], options)
        : spawn('sh', ['-c', `trap : INT\n${command}`], options),
    );
    this.terminals.push(terminal);
    return terminal;
  }

  async close(): Promise<void> {
    for (const terminal of this.terminals) {
      terminal.interrupt();
      await terminal.closed();
    }
    await rm(this.home, { recursive: true, force: true });
  }

  private environment(env: Env): NodeJS.ProcessEnv {
    const rest = Object.entries(process.env).filter(([name]) => !LEFT_OUT.test(name));
    return { ...Object.fromEntries(rest), HOME: this.home, ...this.env, ...env };
  }
}

/** A block with its placeholders filled. @throws Error if one of them is missing. */
export function filled(text: string, placeholders: Record<string, string>): string {
  return Object.entries(placeholders).reduce((before, [placeholder, value]) => {
    if (!before.includes(placeholder)) throw new Error(`No '${placeholder}' in:\n${text}`);
    return before.replaceAll(placeholder, value);
  }, text);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
