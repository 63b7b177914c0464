import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FastCgiAnswer, fastCgi } from './fast-cgi.js';
import { fpmBinary } from './fpm-binary.js';
import { until } from './until.js';

type Request = { path: string; method?: string; headers?: Record<string, string>; body?: unknown };

/** The WordPress in a folder under PHP-FPM, which can finish its response before its work. */
export class PhpFpm {
  private constructor(
    private readonly root: string,
    private readonly socketPath: string,
    private readonly master: ChildProcess,
  ) {}

  static async start(root: string, env: NodeJS.ProcessEnv): Promise<PhpFpm> {
    const socketPath = join(root, 'fpm.sock');
    const config = join(root, 'fpm.conf');
    const log = join(root, 'fpm.log');
    writeFileSync(
      config,
      `[global]\nerror_log = ${log}\n[www]\nlisten = ${socketPath}\nuser = root\ngroup = root\n` +
        'pm = static\npm.max_children = 3\nclear_env = no\ncatch_workers_output = yes\n',
    );
    const args = ['--nodaemonize', '--allow-to-run-as-root', '--fpm-config', config];
    const master = spawn(fpmBinary() ?? 'php-fpm', args, { env, detached: true, stdio: 'ignore' });
    const fpm = new PhpFpm(root, socketPath, master);
    await until('PHP-FPM responds', async () => {
      if (master.exitCode !== null) throw new Error(readFileSync(log, 'utf8'));
      return existsSync(socketPath) && (await fpm.ask({ path: '/wp-json/' })).status === 200;
    });
    return fpm;
  }

  ask({ path, method = 'GET', headers = {}, body }: Request): Promise<FastCgiAnswer> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const fields = Object.entries(headers).map(([name, value]) => [
      `HTTP_${name.toUpperCase().replaceAll('-', '_')}`,
      value,
    ]);
    return fastCgi(
      this.socketPath,
      {
        REQUEST_METHOD: method,
        REQUEST_URI: path,
        SCRIPT_NAME: '/index.php',
        SCRIPT_FILENAME: join(this.root, 'index.php'),
        DOCUMENT_ROOT: this.root,
        QUERY_STRING: '',
        CONTENT_TYPE: 'application/json',
        CONTENT_LENGTH: String(Buffer.byteLength(text)),
        SERVER_PROTOCOL: 'HTTP/1.1',
        GATEWAY_INTERFACE: 'CGI/1.1',
        SERVER_NAME: '127.0.0.1',
        ...(Object.fromEntries(fields) as Record<string, string>),
      },
      text,
    );
  }

  close(): void {
    if (this.master.pid) process.kill(-this.master.pid, 'SIGKILL');
  }
}
