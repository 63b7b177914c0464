import { scaled } from '#deployment';
import type { EventStore } from '#event-store';
import type { Opened } from '#process';
import { type Sites, loadSites } from '#sites';
import { DEFAULT_CONTENT_LIMIT_BYTES } from '../../../gateway/src/config.js';
import type { Sandbox } from '../../../sandbox/src/start-sandbox.js';
import { LOCAL_SITE, localSitesFile } from '../local-sites.js';
import { withSandbox } from '../sandbox-brands.js';
import { startStandalone } from '../start-standalone.js';
import { demoFolder, openDemoStorage } from './demo-storage.js';

/** Scales debounce and gaps: seconds for minutes. The publish delay stays. */
export const DEMO_FACTOR = 1 / 60;
export const AUDIENCE_LOAD_MS = 300;

/** The system that the story runs on. */
export type Stage = {
  url: string;
  store: EventStore;
  sandbox: Sandbox | undefined;
  signingSecret: string;
};

export function signingSecretOf({ sites }: Sites): string {
  return sites.get(LOCAL_SITE)?.signingSecrets[0]?.reveal() ?? '';
}

/** All in this process, with a separate database. */
export async function embeddedStage(opened: Opened): Promise<Stage> {
  const dataDir = await demoFolder(opened);
  const { databaseUrl } = await openDemoStorage(dataDir, opened);
  const { sites, sandbox } = await withSandbox(loadSites(localSitesFile(dataDir)), {
    port: 0,
    audienceLoadMs: AUDIENCE_LOAD_MS,
  });
  if (sandbox) opened.add(sandbox);
  const { url, store } = await opened.opening(
    startStandalone(
      {
        databaseUrl,
        sites,
        timing: scaled(DEMO_FACTOR),
        contentLimitBytes: DEFAULT_CONTENT_LIMIT_BYTES,
        logLevel: 'warn',
      },
      { host: '127.0.0.1', port: 0 },
    ),
  );
  return { url, store, sandbox, signingSecret: signingSecretOf(sites) };
}
