import { type Exchange, type OmedaClient, OmedaError } from '#omeda-client';
import type { CallLog } from './call-log.js';

type Options = { signal?: AbortSignal; exchanged?: (exchange: Exchange) => void };
type Call = (input: never, options?: Options) => Promise<unknown>;

/** What a client's calls are for. */
export type CallOwner = {
  site: string;
  brand: string;
  deploymentId: string;
  step: string;
  dueId: number;
};

/** Wraps a client to record each call, except those never sent. */
export function logged(client: OmedaClient, owner: CallOwner, log: CallLog): OmedaClient {
  const calls = Object.entries(client) as [string, Call][];
  const loggedCalls = calls.map(([name, call]) => [name, loggedCall(call, owner, log)]);
  return Object.fromEntries(loggedCalls) as OmedaClient;
}

function loggedCall(call: Call, owner: CallOwner, log: CallLog): Call {
  return async (input, options = {}) => {
    let seen: Exchange | undefined;
    const record = (kind: string) => seen && log.add({ ...owner, ...seen, class: kind });
    try {
      const answer = await call(input, { ...options, exchanged: (exchange) => (seen = exchange) });
      record('ok');
      return answer;
    } catch (error) {
      record(error instanceof OmedaError ? error.class : 'fault');
      throw error;
    }
  };
}
