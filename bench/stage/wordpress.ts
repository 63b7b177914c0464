import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from '../../test/setup/broker/free-ports.js';
import { oldestWordpress } from '../../test/wordpress/setup/oldest-wordpress.js';
import { startTemplate } from '../../test/wordpress/setup/template.js';
import { copyTree } from '../../test/wordpress/setup/tree.js';
import { until } from '../../test/wordpress/setup/until.js';

/** A WordPress with our plugin, installed and served by PHP's own web server. */
export type Wordpress = {
  root: string;
  /** Runs PHP with WordPress loaded; returns its output. */
  php(code: string, args?: string[]): Promise<string>;
  /** The response to a REST request by an administrator. */
  post(path: string, body: object): Promise<{ id: number }>;
  stop(): Promise<void>;
};

/** `muPlugin`: PHP of a plugin that is always active. */
export async function startWordpress(muPlugin: string): Promise<Wordpress> {
  const { template, stop } = await startTemplate(await oldestWordpress());
  const root = `${template.tree}-bench`;
  copyTree(template.tree, root, true);
  await mkdir(join(root, 'wp-content/mu-plugins'), { recursive: true });
  await writeFile(join(root, 'wp-content/mu-plugins/bench.php'), `<?php\n${muPlugin}`);
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    WP_TEST_ROOT: root,
    WP_TEST_DB: 'template',
    WP_TEST_SOCKET: template.socket,
    WP_TEST_URL: url,
    WP_TEST_DEBUG: '',
  };
  const serve = ['-S', `127.0.0.1:${port}`, '-t', root, join(root, 'router.php')];
  const web = spawn('php', serve, { env, stdio: 'ignore' });
  const headers = {
    'content-type': 'application/json',
    authorization: `Basic ${btoa(`admin:${template.passwords['admin']}`)}`,
  };
  const php = async (code: string, args: string[] = []) => {
    const script = `require '${resolve('test/wordpress/setup/boot.php')}'; ${code}`;
    return (await promisify(execFile)('php', ['-r', script, '--', ...args], { env })).stdout;
  };
  await until('WordPress responds', () => answers(`${url}/wp-json/`));
  return {
    root,
    php,
    post: async (path, body) => {
      const request = { method: 'POST', headers, body: JSON.stringify(body) };
      const answer = await fetch(`${url}/wp-json/${path}`, request);
      if (!answer.ok) throw new Error(`WordPress responded with ${answer.status} to ${path}.`);
      return (await answer.json()) as { id: number };
    },
    stop: async () => {
      const ended = once(web, 'exit');
      web.kill('SIGKILL');
      await ended;
      await stop();
    },
  };
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
