import { type OmedaAccount, baseUrlOf } from './account.js';
import { addAudience } from './calls/add-audience.js';
import { approvals } from './calls/approvals.js';
import { audienceStatus } from './calls/audience-status.js';
import { cancel } from './calls/cancel.js';
import { contentLookup } from './calls/content-lookup.js';
import { create } from './calls/create.js';
import { deploymentTypes } from './calls/deployment-types.js';
import { lookup } from './calls/lookup.js';
import { removeAudience } from './calls/remove-audience.js';
import { schedule } from './calls/schedule.js';
import { search } from './calls/search.js';
import { sendTest } from './calls/send-test.js';
import { setContent } from './calls/set-content.js';
import { unschedule } from './calls/unschedule.js';
import { update } from './calls/update.js';
import { openTransport } from './transport.js';
import type { CallOptions, Connection } from './wire.js';

const CALLS = {
  create,
  update,
  addAudience,
  removeAudience,
  audienceStatus,
  setContent,
  sendTest,
  approvals,
  schedule,
  unschedule,
  cancel,
  lookup,
  search,
  contentLookup,
  deploymentTypes,
};

type Bound<F> = F extends (connection: Connection, ...rest: infer R) => infer P
  ? (...rest: R) => P
  : never;

/** One function per call, each as in `calls/`, with the connection bound; and `close`. */
export type OmedaClient = { [C in keyof typeof CALLS]: Bound<(typeof CALLS)[C]> } & {
  /** Ends the kept-alive connections once the calls under way are over. */
  close(): Promise<void>;
};

export type OmedaClientOptions = {
  /** Limit of one call from start to the reply's last byte, in milliseconds. Default 30,000. */
  timeoutMs?: number;
};

export const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * The calls of one Omeda account. Every call may throw an `OmedaError` and nothing else; its second
 * argument may carry an AbortSignal.
 * @throws {RangeError} when the account's fields don't fit together; the message never has the key.
 */
export function createOmedaClient(
  account: OmedaAccount,
  { timeoutMs = DEFAULT_TIMEOUT_MS }: OmedaClientOptions = {},
): OmedaClient {
  const { appId, ...known } = account;
  const transport = openTransport({ baseUrl: baseUrlOf(account), appId, timeoutMs });
  const connection: Connection = { send: transport.send, account: known };
  const bound = Object.entries(CALLS).map(([name, call]) => [
    name,
    (input: never, options?: CallOptions) => call(connection, input, options),
  ]);
  return { ...Object.fromEntries(bound), close: () => transport.close() } as OmedaClient;
}
