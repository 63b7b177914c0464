import type { OmedaClient } from '#omeda-client';
import type { Lease } from './lease.js';

type Call = (input: never, options?: { signal?: AbortSignal }) => Promise<unknown>;

/** Wraps a client to send nothing once the lease is over. */
export function guarded(client: OmedaClient, lease: Lease): OmedaClient {
  const calls = Object.entries(client) as [string, Call][];
  const guardedCalls = calls.map(([name, call]) => [
    name,
    async (input: never) => {
      lease.assertHeld();
      return call(input, { signal: lease.signal });
    },
  ]);
  return Object.fromEntries(guardedCalls) as OmedaClient;
}
