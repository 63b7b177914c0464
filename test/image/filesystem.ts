import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Instruction } from './dockerfile.js';

const execute = promisify(execFile);
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const CERTIFICATES = '/etc/ssl/extra.pem';
/** Of the image's user `node`, which Debian does not have. */
const UIDS: Record<string, string> = { root: '0', node: '1000' };

/** As in containers with `read_only: true` and a tmpfs for /tmp. */
const READ_ONLY = `mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && mount -t tmpfs tmpfs "$1/tmp"`;
const MOUNTED = `mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev"`;

type How = { env?: Record<string, string>; isReadOnly?: boolean };

/** The files of a stage, and its instructions for processes. */
export class Filesystem {
  readonly env: Record<string, string> = {};
  private folder = '/';
  private user = 'root';

  constructor(readonly root: string) {
    for (const file of ['/etc/resolv.conf', '/etc/hosts']) copyFileSync(file, join(root, file));
    const extra = process.env['NODE_EXTRA_CA_CERTS'];
    if (!extra) return;
    copyFileSync(extra, join(root, CERTIFICATES));
    this.env['NODE_EXTRA_CA_CERTS'] = CERTIFICATES;
  }

  /** `from`: the root that COPY copies out of. */
  async follow({ name, text }: Instruction, from: (stage?: string) => string): Promise<void> {
    if (name === 'WORKDIR') mkdirSync(join(this.root, (this.folder = text)), { recursive: true });
    if (name === 'ENV') Object.assign(this.env, Object.fromEntries(text.split(/\s+/).map(pairOf)));
    if (name === 'USER') this.user = text;
    if (name === 'COPY') await this.copy(text, from);
    if (name === 'RUN') await this.succeed(['sh', '-c', text]);
  }

  /** @returns its output. @throws Error with that if it fails. */
  async succeed(command: string[], how: How = {}): Promise<string> {
    const child = this.start(command, how);
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (printed += text));
    }
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0)
      throw new Error(`${command.join(' ')} ended with ${code}:\n${printed.slice(-3_000)}`);
    return printed;
  }

  /** A process in it, which ends with the returned resource. */
  start(command: string[], { env = {}, isReadOnly = false }: How = {}): ChildProcess {
    const uid = UIDS[this.user] ?? this.user;
    const variables = Object.entries({ PATH, HOME: '/tmp', ...this.env, ...env });
    const inside = ['env', '-i', ...variables.map((pair) => pair.join('='))];
    const mounts = isReadOnly ? `${MOUNTED} && ${READ_ONLY}` : MOUNTED;
    const line = `${mounts} && root="$1" && uid="$2" && folder="$3" && shift 3 &&
      exec chroot --userspec="$uid:$uid" "$root" env --chdir="$folder" "$@"`;
    const own = ['--mount', '--pid', '--fork', '--kill-child'];
    const given = ['sh', this.root, uid, this.folder, ...inside, ...command];
    return spawn('unshare', [...own, 'sh', '-c', line, ...given], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  private async copy(text: string, from: (stage?: string) => string): Promise<void> {
    const words = text.split(/\s+/);
    const [, stage] = /^--from=(\S+)$/.exec(words[0] ?? '') ?? [];
    const [to = '', ...what] = (stage === undefined ? words : words.slice(1)).toReversed();
    const target = join(this.root, this.folder, to);
    mkdirSync(to.endsWith('/') ? target : dirname(target), { recursive: true });
    for (const one of what) {
      await execute('cp', [
        '--archive',
        '--no-target-directory',
        join(from(stage), one),
        copied(target, to, one),
      ]);
    }
  }
}

/** Into a folder under its own name; otherwise under the given name. */
const copied = (target: string, to: string, one: string) =>
  to.endsWith('/') ? join(target, one) : target;

function pairOf(pair: string): [string, string] {
  const [name = '', ...value] = pair.split('=');
  return [name, value.join('=')];
}
