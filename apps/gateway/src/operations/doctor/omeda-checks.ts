import type { BrandHold } from '#event-store';
import { OmedaError, createOmedaClient } from '#omeda-client';
import type { Brand } from '#sites';
import { type Check, fault, ok, warning } from './check.js';

const PATIENCE_MS = 10_000;

/** Calls Omeda for each brand, without changing anything. */
export function omedaChecks(
  brands: Iterable<Brand>,
  holds: ReadonlyMap<string, BrandHold>,
): Promise<Check[]> {
  return Promise.all([...brands].map((brand) => brandCheck(brand, holds.get(brand.abbreviation))));
}

async function brandCheck(brand: Brand, hold: BrandHold | undefined): Promise<Check> {
  const { abbreviation, appId, callTimeoutMs, ...account } = brand;
  const name = `omeda ${abbreviation}`;
  if (account.environment === 'sandbox' && account.baseUrl === undefined) {
    const words = 'Its sandbox has no address.';
    return fault(name, words, 'set baseUrl in the sites file, or use "npm start".');
  }
  const client = createOmedaClient(
    { ...account, brand: abbreviation, appId: appId.reveal() },
    { timeoutMs: Math.min(callTimeoutMs, PATIENCE_MS) },
  );
  try {
    const types = await client.deploymentTypes();
    if (!hold) return ok(name, `${account.environment}, ${types.length} deployment types`);
    const words = `It responds, but the brand is held: ${hold.words ?? hold.reason ?? ''}`;
    return warning(name, words, `wait: the next attempt is at ${hold.probeAt ?? 'once'}.`);
  } catch (error) {
    if (!(error instanceof OmedaError)) throw error;
    return faultOf(name, error);
  } finally {
    await client.close();
  }
}

function faultOf(name: string, { class: kind, message }: OmedaError): Check {
  if (kind === 'transient') {
    return fault(
      name,
      `Omeda is not responding: ${message}`,
      'wait, or check the network path to it.',
    );
  }
  return fault(name, `Omeda rejects the key: ${message}`, 'replace the appId in the sites file.');
}
