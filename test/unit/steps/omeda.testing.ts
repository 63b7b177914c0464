import { afterAll, afterEach, beforeAll } from 'vitest';
import type { EffectStep, RequestOf } from '#events';
import { type OmedaClient, createOmedaClient } from '#omeda-client';
import { DEFAULT_SWITCHES } from '../../../apps/sandbox/src/model/switches.js';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';
import { NotesCache } from '../../../apps/deployer/src/steps/notes-cache.js';
import type { StepContext } from '../../../apps/deployer/src/steps/step.js';

const HTML = '<html><body>Hello @{confirmunsubscribelink}@</body></html>';
export const MARKER = 'newsletter-connector 00000000-0000-5000-8000-000000000001 generation 1';

/** One sandbox for the calling file, and a step's tools there. */
export function useOmeda() {
  let sandbox: Sandbox;
  let client: OmedaClient;

  beforeAll(async () => {
    sandbox = await startSandbox({ audienceLoadMs: 0 });
    const account = { brand: 'DEMO', environment: 'sandbox', baseUrl: sandbox.url } as const;
    client = createOmedaClient({ ...account, appId: 'demo-app-id', ownerUserId: 'owner' });
  });
  afterEach(() => {
    sandbox.world.faults.clear();
    sandbox.world.switches = { ...DEFAULT_SWITCHES };
  });
  afterAll(async () => {
    await client.close();
    await sandbox.close();
  });

  return {
    get client() {
      return client;
    },
    get sandbox() {
      return sandbox;
    },

    /** The TrackId of a new deployment. */
    async created(name = 'Morning news', campaignId?: string): Promise<string> {
      const { trackId } = await client.create({
        name,
        deploymentDate: new Date(Date.now() + 86_400_000).toISOString(),
        deploymentTypeId: 1,
        notes: MARKER,
        ...(campaignId ? { campaignId } : {}),
      });
      return trackId;
    },

    /** …of one that can be tested. */
    async filled(): Promise<string> {
      const trackId = await this.created();
      await client.addAudience({ trackId, queryName: 'Daily' });
      const content = { html: HTML, subject: 'Hello', fromName: 'The Daily', mailbox: 'news' };
      await client.setContent({ trackId, ...content });
      return trackId;
    },

    context<S extends EffectStep>(
      request: RequestOf<S>,
      changes: Partial<StepContext<S>> = {},
    ): StepContext<S> {
      return {
        client,
        notes: new NotesCache(),
        ofOthers: async () => new Set<string>(),
        request,
        resolving: false,
        content: () => Promise.reject(new Error('It has no content.')),
        settings: () => Promise.reject(new Error('It has no settings.')),
        ...changes,
      };
    },
  };
}
