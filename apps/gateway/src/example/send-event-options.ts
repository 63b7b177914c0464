import { existsSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSites } from '#sites';
import { exampleUid } from '../docs/example-names.js';

export const HELP = `npm run send-event -- [options]: signs one example event and sends it to a running gateway

  --url URL         the gateway’s address (http://127.0.0.1:3000, or with PORT)
  --site ID         site of the sites file (its first one)
  --type TYPE       post.saved, post.published, post.scheduled, … (post.saved)
  --post N          post ID (1)
  --title TEXT      title of the post
  --html HTML       its content
  --date INSTANT    the post's own time, for post.scheduled: 2026-12-24T06:00:00Z
  --sequence N      counter of events (the clock's milliseconds)
  --no-type         without a deployment type

The secret is SIGNING_SECRET when set, else the site's in SITES_FILE (or sites.json of DATA_DIR).
`;

/** Options from the command line and the environment. @throws Error with the cure. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv) {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string' },
      site: { type: 'string' },
      type: { type: 'string', default: 'post.saved' },
      post: { type: 'string', default: '1' },
      title: { type: 'string', default: 'Good morning' },
      html: { type: 'string', default: '<h1>Good morning</h1><p>All is well.</p>' },
      date: { type: 'string' },
      sequence: { type: 'string' },
      'no-type': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return { ...values, url: values.url ?? `http://127.0.0.1:${env['PORT'] ?? 3000}` };
}

export type Options = ReturnType<typeof readOptions>;

/** The site and the secret to sign with. @throws Error with the cure. */
export function findSecret({ site }: Options, env: NodeJS.ProcessEnv) {
  const given = env['SIGNING_SECRET'];
  if (given && site) return { site, secret: given };
  const { sites } = loadSites(sitesFile(env), env);
  const known = site === undefined ? [...sites.values()][0] : sites.get(site);
  const secret = given ?? known?.signingSecrets[0]?.reveal();
  if (known && secret) return { site: known.id, secret };
  throw new Error(`The sites file has no site '${site}': it has ${[...sites.keys()].join(', ')}.`);
}

function sitesFile(env: NodeJS.ProcessEnv): string {
  if (env['SITES_FILE']) return env['SITES_FILE'];
  const name = 'omeda-newsletter-connector';
  const isRoot = userInfo().uid === 0;
  const home = isRoot ? join('/var/lib', name) : join(homedir(), '.local/share', name);
  const local = join(env['DATA_DIR'] ?? home, 'sites.json');
  return existsSync(local) ? local : 'sites.json';
}

/** The post status that WordPress would have for each type. */
const STATUS: Record<string, string> = {
  'post.published': 'publish',
  'post.scheduled': 'future',
  'post.trashed': 'trash',
};

export function overridesOf(options: Options, site: string) {
  const now = new Date().toISOString();
  const id = Number(options.post);
  return {
    type: options.type,
    sequence: options.sequence === undefined ? Date.now() : Number(options.sequence),
    occurredAt: now,
    post: {
      id,
      uid: exampleUid(site, id),
      status: STATUS[options.type] ?? 'draft',
      title: options.title,
      html: options.html,
      date: options.date ?? null,
      modified: now,
    },
    ...(options['no-type'] ? { deploymentType: null } : {}),
  };
}
