import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { inject } from 'vitest';
import { dump, sqlAsRoot } from './setup/mariadb.js';
import { PhpFpm } from './setup/php-fpm.js';
import { copyTree } from './setup/tree.js';
import { until } from './setup/until.js';

export type User = 'admin' | 'editor' | 'author' | 'contributor' | 'subscriber';

export type RestAnswer<T = Record<string, unknown>> = { status: number; body: T };

/** What setup/wp-config.php reads. */
type Env = NodeJS.ProcessEnv &
  Record<'WP_TEST_ROOT' | 'WP_TEST_DB' | 'WP_TEST_SOCKET' | 'WP_TEST_URL', string>;

type WordpressOptions = {
  /** PHP of a plugin that is always active, beside ours. */
  muPlugin?: string;
  withPlugin?: boolean;
  /** Folder of another PHP than this machine's. */
  php?: string;
  /** With WP_DEBUG: then our plugin must cause no PHP notice. Off in measurements. */
  debug?: boolean;
};

/** One running WordPress with our plugin, its own database, and its own web server. */
export class Wordpress {
  readonly url: string;
  readonly root: string;

  private constructor(
    private readonly env: Env,
    private readonly web: ChildProcess,
  ) {
    this.url = env.WP_TEST_URL;
    this.root = env.WP_TEST_ROOT;
  }

  static async start({
    muPlugin = '',
    php,
    withPlugin = true,
    debug = true,
  }: WordpressOptions = {}): Promise<Wordpress> {
    const { socket, tree, dumpFile } = inject('wordpress');
    const database = `wp_${randomBytes(5).toString('hex')}`;
    const root = `${tree}-${database}`;
    copyTree(tree, root, withPlugin);
    sqlAsRoot(socket, `CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
    sqlAsRoot(socket, readFileSync(dumpFile, 'utf8'), database);
    writeFileSync(join(root, 'wp-content/mu-plugins/test.php'), `<?php\n${muPlugin}`);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env: Env = {
      ...process.env,
      ...(php ? { PATH: `${php}:${process.env['PATH']}` } : {}),
      WP_TEST_ROOT: root,
      WP_TEST_DB: database,
      WP_TEST_SOCKET: socket,
      WP_TEST_URL: url,
      WP_TEST_DEBUG: debug ? '1' : '',
      // WordPress sometimes calls itself: one worker would wait for itself.
      PHP_CLI_SERVER_WORKERS: '4',
    };
    const log = openSync(join(root, 'web.log'), 'a');
    const serve = ['-S', `127.0.0.1:${port}`, '-t', root, join(root, 'router.php')];
    // Otherwise a changed wp-config.php is noticed seconds later.
    const web = spawn('php', ['-d', 'opcache.revalidate_freq=0', ...serve], {
      env,
      detached: true,
      stdio: ['ignore', log, log],
    });
    const wordpress = new Wordpress(env, web);
    await until('WordPress answers', async () => {
      const answer = await fetch(`${url}/wp-json/`).catch(() => undefined);
      return answer?.ok === true;
    });
    if (withPlugin) {
      await wordpress.php(
        "require_once ABSPATH . 'wp-admin/includes/plugin.php';" +
          "$error = activate_plugin('omeda-newsletter-connector/omeda-newsletter-connector.php');" +
          'if (is_wp_error($error)) { throw new Exception($error->get_error_message()); }',
      );
    }
    return wordpress;
  }

  /** Runs PHP with WordPress loaded and returns its output. @throws Error with PHP's own words. */
  php(code: string, args: string[] = []): Promise<string> {
    const boot = resolve('test/wordpress/setup/boot.php');
    const script = `require '${boot}'; ${code}`;
    return new Promise((done, fail) => {
      const options = { env: this.env, maxBuffer: 64 * 1024 * 1024 };
      execFile(
        'php',
        ['-d', 'display_errors=stderr', '-r', script, '--', ...args],
        options,
        (error, out, err) => {
          if (error) fail(new Error(`${error.message}\n${out}\n${err}`));
          else done(out);
        },
      );
    });
  }

  async rest<T = Record<string, unknown>>(
    method: string,
    path: string,
    { body, as = 'admin' }: { body?: unknown; as?: User | null } = {},
  ): Promise<RestAnswer<T>> {
    const response = await fetch(`${this.url}/wp-json/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(as ? { authorization: basic(as) } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
  }

  /** Delivers waiting rows now, as WordPress's cron would. */
  async cron(): Promise<void> {
    await this.php("do_action('omeda_connector_drain');");
  }

  sql(query: string): string {
    return sqlAsRoot(inject('wordpress').socket, query, this.env.WP_TEST_DB).trim();
  }

  /** Constants of wp-config.php, replacing the earlier ones. */
  async define(constants: Record<string, string | number | boolean>): Promise<void> {
    const lines = Object.entries(constants).map(
      ([name, value]) => `define(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(this.root, 'wp-config-extra.php'), ['<?php', ...lines, ''].join('\n'));
  }

  /** PHP of another plugin that is always active; none if it is empty. */
  async writeMuPlugin(name: string, code: string): Promise<void> {
    await writeFile(join(this.root, `wp-content/mu-plugins/${name}.php`), `<?php\n${code}`);
  }

  backup(): string {
    return dump(inject('wordpress').socket, this.env.WP_TEST_DB);
  }

  restore(sql: string): void {
    sqlAsRoot(inject('wordpress').socket, sql, this.env.WP_TEST_DB);
  }

  /** The same WordPress under PHP-FPM as well. */
  fpm(): Promise<PhpFpm> {
    return PhpFpm.start(this.root, this.env);
  }

  async close(): Promise<void> {
    const { pid } = this.web;
    // The whole group: the workers would keep the port.
    if (pid) process.kill(-pid, 'SIGKILL');
    sqlAsRoot(inject('wordpress').socket, `DROP DATABASE ${this.env.WP_TEST_DB}`);
    const notices = this.notices();
    if (notices.length > 0) throw new Error(`PHP said of our plugin:\n${notices.join('\n')}`);
    return Promise.resolve();
  }

  /** PHP's messages about our plugin. */
  private notices(): string[] {
    const log = join(this.root, 'debug.log');
    const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
    return lines.filter((line) => / PHP [A-Z].*omeda-newsletter-connector\//.test(line));
  }
}

export function basic(user: User): string {
  const { passwords } = inject('wordpress');
  return `Basic ${Buffer.from(`${user}:${passwords[user] ?? ''}`).toString('base64')}`;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => done(port));
    });
  });
}
