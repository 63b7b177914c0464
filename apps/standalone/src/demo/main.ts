import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaled } from '#deployment';
import { Deployments } from '#event-store';
import { loadSites } from '#sites';
import { DEFAULT_CONTENT_LIMIT_BYTES } from '../../../gateway/src/config.js';
import { signedHeaders } from '../../../gateway/src/example/sign-event.js';
import { LOCAL_SITE, localSitesFile } from '../local-sites.js';
import { withSandbox } from '../sandbox-brands.js';
import { startStandalone } from '../standalone.js';
import { play } from './demo-story.js';
import { openDemoStorage } from './demo-storage.js';
import { Narrator } from './narrator.js';
import { summaryOf } from './summary.js';

/** Debounce and gaps a sixtieth as long: seconds for minutes. The publish delay stays. */
const FACTOR = 1 / 60;
const AUDIENCE_LOAD_MS = 300;

async function demo(isJson: boolean): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'newsletter-demo-'));
  const storage = await openDemoStorage(dataDir);
  const known = loadSites(localSitesFile(dataDir));
  const { sites, sandbox } = await withSandbox(known, {
    port: 0,
    audienceLoadMs: AUDIENCE_LOAD_MS,
  });
  const { databaseUrl } = storage;
  const parts = {
    databaseUrl,
    sites,
    timing: scaled(FACTOR),
    contentLimitBytes: DEFAULT_CONTENT_LIMIT_BYTES,
    logLevel: 'warn',
  };
  const standalone = await startStandalone(parts, { host: '127.0.0.1', port: 0 });
  try {
    const { store, url } = standalone;
    const narrator = new Narrator(store);
    const secret = sites.sites.get(LOCAL_SITE)?.signingSecrets[0]?.reveal() ?? '';
    const send = (event: object) => post(`${url}/v1/sites/${LOCAL_SITE}/events`, event, secret);
    const id = await play({ store, deployments: new Deployments(store.dataSource), send });
    narrator.stop();
    const summary = await summaryOf(store, id, sandbox?.world.deployments.size ?? 0);
    narrator.tellOmeda([...(sandbox?.world.deployments.values() ?? [])]);
    if (isJson) process.stdout.write(`${JSON.stringify(summary)}\n`);
  } finally {
    await standalone.close();
    await sandbox?.close();
    await storage.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function post(url: string, event: object, secret: string): Promise<string> {
  const body = JSON.stringify(event);
  const headers = signedHeaders({ secret, body });
  const response = await fetch(url, { method: 'POST', body, headers });
  const answer = (await response.json()) as { deploymentId?: string };
  if (response.status !== 202 || !answer.deploymentId) {
    throw new Error(`The gateway answered ${response.status}: ${JSON.stringify(answer)}`);
  }
  return answer.deploymentId;
}

demo(process.argv.includes('--json'))
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
