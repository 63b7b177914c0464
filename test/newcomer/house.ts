import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Terminal } from '../setup/docs/terminal.js';

/** Nothing of it is visible outside, and it all ends with its first process. */
const MOUNT = `set -e
mount --rbind /dev "$1/dev"
mount -t proc proc "$1/proc"
echo ready
exec sleep infinity`;

export type Account = { name: string; uid: number; home: string };

export const ACCOUNTS: Record<string, Account> = {
  root: { name: 'root', uid: 0, home: '/root' },
  newcomer: { name: 'newcomer', uid: 1000, home: '/home/newcomer' },
};

/** A running system with its own processes and mounts, and this machine's network. */
export class House {
  private constructor(
    private readonly root: string,
    private readonly first: ChildProcess,
    private readonly pid: string,
  ) {}

  static async open(root: string): Promise<House> {
    const own = ['--mount', '--pid', '--fork', '--kill-child'];
    const first = spawn('unshare', [...own, 'sh', '-c', MOUNT, 'sh', root], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await Promise.race([once(first.stdout, 'data'), once(first, 'exit')])) as [
      unknown,
    ];
    if (String(said).trim() !== 'ready') throw new Error('A system of its own could not be made.');
    const children = readFileSync(`/proc/${first.pid}/task/${first.pid}/children`, 'utf8');
    return new House(root, first, children.trim());
  }

  /** A command in its own terminal, with nothing of this machine's environment. */
  type(account: Account, command: string, folder = account.home): Terminal {
    const { name, uid, home } = account;
    const env = [
      `HOME=${home}`,
      `USER=${name}`,
      `LOGNAME=${name}`,
      'SHELL=/bin/bash',
      'LANG=C.UTF-8',
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      ...certificates(),
    ];
    const inside = ['chroot', `--userspec=${uid}:${uid}`, this.root, 'env', '-i', ...env];
    // At Ctrl-C the shell stays, to report how the command ended.
    const line = `trap : INT; cd ${folder} && { ${command.trim()}\n}; echo "[ended with $?]"`;
    const enter = ['--target', this.pid, '--mount', '--pid'];
    return new Terminal(
      spawn('nsenter', [...enter, ...inside, 'bash', '-c', line], {
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  async close(): Promise<void> {
    const ended = once(this.first, 'exit');
    // It waits for its child despite other signals; with it, all the others end.
    this.first.kill('SIGKILL');
    await ended;
  }
}

export const CERTIFICATES = '/etc/ssl/newcomer.pem';

/** If this machine reaches the registry through its own proxy, the proxy's certificate is passed on. */
function certificates(): string[] {
  return process.env['NODE_EXTRA_CA_CERTS'] ? [`NODE_EXTRA_CA_CERTS=${CERTIFICATES}`] : [];
}
