import type { OmedaError } from '#omeda-client';
import type { Brand } from '#sites';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-code.js';

const PATIENCE_MS = 15_000;

export type OmedaType = { id: number; name: string };

/**
 * The brand's active deployment types from Omeda, which proves host, abbreviation, and app id.
 * Undefined if there is no address to call, as for a sandbox of "npm start".
 * @throws CliError that says which answer to correct.
 */
export async function askOmeda(brand: Brand): Promise<OmedaType[] | undefined> {
  const { abbreviation, appId, environment, baseUrl } = brand;
  if (environment === 'sandbox' && baseUrl === undefined) return undefined;
  // Only here: it takes longer to load than all other commands.
  const { createOmedaClient, OmedaError: Refused } = await import('#omeda-client');
  const account = { ...brand, brand: abbreviation, appId: appId.reveal() };
  const client = createOmedaClient(account, { timeoutMs: PATIENCE_MS });
  try {
    const types = await client.deploymentTypes();
    return types.filter(({ active }) => active).map(({ id, name }) => ({ id, name }));
  } catch (error) {
    if (error instanceof Refused) throw refusal(error, brand);
    throw error;
  } finally {
    await client.close();
  }
}

function refusal({ class: kind, message }: OmedaError, brand: Brand): CliError {
  const { abbreviation, environment } = brand;
  if (kind === 'transient') {
    const cure = 'check the network path to it (firewall, proxy, DNS), or add --unchecked.';
    return new CliError(
      `Omeda (${environment}) is not responding: ${message} ${cure}`,
      EXIT.failed,
    );
  }
  const cure = `compare brand (${abbreviation}), app ID, and environment with what Omeda issued.`;
  return new CliError(
    `Omeda (${environment}) rejects the request: “${message}” To fix it, ${cure}`,
  );
}

export function typesInWords(types: readonly OmedaType[]): string {
  return types.map(({ id, name }) => `${id} ${name}`).join(', ') || 'none';
}
