import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { startByOwnLoader } from '../debian/own-loader.js';
import { ownSuite } from '../debian/unpack.js';
import { unpackedToday } from '../debian/unpacked-today.js';
import type { RabbitmqProgram } from './rabbitmq-program.js';

/** RabbitMQ, and the parts of Erlang that it starts. */
const PACKAGES = [
  'rabbitmq-server',
  ...[
    'base',
    'asn1',
    'crypto',
    'eldap',
    'inets',
    'mnesia',
    'os-mon',
    'parsetools',
    'public-key',
    'runtime-tools',
    'ssl',
    'syntax-tools',
    'tools',
    'xmerl',
  ].map((part) => `erlang-${part}`),
];

/**
 * Debian's RabbitMQ of this machine's own suite, in a cache folder of this user: nothing is installed, so it needs no
 * rights. @throws Error that says why there is none.
 */
export async function unpackedRabbitmq(): Promise<RabbitmqProgram> {
  const suite = await ownSuite();
  if (!suite) throw new Error('/etc/os-release names no suite of Debian.');
  const root = await unpackedToday('rabbitmq', { suite, packages: PACKAGES });
  return programIn(root);
}

/** A tree of Debian's packages, with Erlang. @throws Error if it contains no RabbitMQ. */
export async function programIn(root: string): Promise<RabbitmqProgram> {
  const erlang = join(root, 'usr/lib/erlang');
  const servers = join(root, 'usr/lib/rabbitmq/lib');
  const [server] = (await readdir(servers).catch((): string[] => [])).filter((name) =>
    name.startsWith('rabbitmq_server-'),
  );
  if (!server) throw new Error(`${servers} holds no RabbitMQ.`);
  await moveErlang(erlang);
  await startByOwnLoader(root, NATIVE);
  return {
    path: join(servers, server, 'sbin/rabbitmq-server'),
    env: {
      PATH: [join(erlang, 'bin'), process.env['PATH']].join(delimiter),
      RABBITMQ_PLUGINS_DIR: join(servers, server, 'plugins'),
    },
  };
}

/** Erlang's folders of programs that are not scripts. */
const NATIVE = ['bin/*', 'erts-*/bin/*', 'lib/*/priv/bin/*'].map((at) => `usr/lib/erlang/${at}`);

/** Its start script, of which there are two copies, assumes the folder that Debian installs it in. */
async function moveErlang(to: string): Promise<void> {
  const runtime = (await readdir(to)).filter((name) => name.startsWith('erts-'));
  for (const folder of ['.', ...runtime]) await moveScript(join(to, folder, 'bin/erl'), to);
}

async function moveScript(script: string, to: string): Promise<void> {
  const before = await readFile(script, 'utf8');
  const after = before.replaceAll(/^( *ROOTDIR=).*$/gm, `$1${to}`);
  if (after === before) return;
  const fresh = `${script}.${process.pid}`;
  await writeFile(fresh, after, { mode: 0o755 });
  await rename(fresh, script);
}
