import { inspect } from 'node:util';
import { type OmedaAccount, type OmedaClient, OmedaError, createOmedaClient } from '#omeda-client';
import { expect } from 'vitest';
import { DEFAULT_SWITCHES } from '../../../apps/sandbox/src/model/switches.js';
import { type Sandbox, startSandbox } from '../../../apps/sandbox/src/start-sandbox.js';

export const KEY = 'k3y-that-nobody-may-see';

export type FailingOmeda = { sandbox: Sandbox; account: OmedaAccount; client: OmedaClient };

/** A sandbox that is made to fail, and a client with this timeout. */
export async function openFailingOmeda(timeoutMs: number): Promise<FailingOmeda> {
  const sandbox = await startSandbox({
    brands: [{ abbreviation: 'DEMO', appIds: [KEY], users: ['owner'] }],
  });
  const account: OmedaAccount = {
    brand: 'DEMO',
    environment: 'sandbox',
    baseUrl: sandbox.url,
    appId: KEY,
    ownerUserId: 'owner',
  };
  return { sandbox, account, client: createOmedaClient(account, { timeoutMs }) };
}

export function heal({ world }: Sandbox): void {
  world.faults.clear();
  world.switches = { ...DEFAULT_SWITCHES };
  const brand = world.brands.get('DEMO');
  if (brand) brand.appIdRevoked = false;
}

/** The error; none of its forms may contain the key. */
export async function errorOf(call: Promise<unknown>): Promise<OmedaError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof OmedaError)) throw new Error('It did not fail.', { cause: error });
  const forms = [
    JSON.stringify(error),
    inspect(error, { depth: 10, showHidden: true }),
    error.stack,
    String(error),
  ];
  expect(forms.filter((form) => form?.includes(KEY))).toEqual([]);
  return error;
}

/** The input for a deployment. */
export function tomorrow() {
  return {
    name: 'Morning news',
    deploymentDate: new Date(Date.now() + 86_400_000).toISOString(),
    deploymentTypeId: 1,
    notes: 'marker',
  };
}
