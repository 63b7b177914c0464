import { type OmedaClient, OmedaError, createOmedaClient } from '#omeda-client';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';

export const NOW = '2026-07-15T12:00:00.000Z';
export const HTML = '<html><body>Grüße ]]> @{confirmunsubscribelink}@</body></html>';

/** The input for a deployment. */
export const details = {
  name: 'Morning news',
  deploymentDate: '2026-07-20T15:00:00.000Z',
  deploymentTypeId: 1,
  notes: 'our marker',
};

export type DocumentedOmeda = { sandbox: Sandbox; client: OmedaClient };

/** A sandbox that follows Omeda's documentation, and a client of it. */
export async function openDocumentedOmeda(): Promise<DocumentedOmeda> {
  const queries = {
    Daily: { count: 1_200, outcome: 'DONE' },
    Nobody: { count: 0, outcome: 'DONE' },
  } as const;
  const sandbox = await startSandbox({
    brands: [
      { abbreviation: 'DEMO', appIds: ['demo-app-id'], users: ['owner', 'approver'], queries },
    ],
  });
  const client = createOmedaClient({
    brand: 'DEMO',
    environment: 'sandbox',
    baseUrl: sandbox.url,
    appId: 'demo-app-id',
    ownerUserId: 'owner',
    approverUserId: 'approver',
    mailbox: 'news',
  });
  return { sandbox, client };
}

/** @throws Error if it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<OmedaError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof OmedaError)) throw new Error('It was not refused.', { cause: error });
  return error;
}

/** The TrackId of a deployment that is ready to be scheduled. */
export async function testedAt({ sandbox: { world }, client }: DocumentedOmeda): Promise<string> {
  const { trackId } = await client.create(details);
  await client.addAudience({ trackId, queryName: 'Daily' });
  await client.setContent({ trackId, html: HTML, subject: 'Hello', fromName: 'The Daily' });
  world.clock.advance(world.audienceLoadMs);
  await client.sendTest(trackId);
  return trackId;
}
