import type { OmedaAccount } from './account.js';
import type { Exchange } from './exchange/exchange.js';
import type { OmedaCall } from './errors/omeda-error.js';
import type { Fields } from './reading.js';

export type CallOptions = {
  /** Aborts the call; it then fails as transient, and may have taken effect. */
  signal?: AbortSignal;
  /** Called with what went over the wire, once it is over. What it throws is ignored. */
  exchanged?: (exchange: Exchange) => void;
};

/** One request in Omeda's terms. The final `*` is added when the URL is built. */
export type WireRequest = {
  call: OmedaCall;
  method: 'GET' | 'POST' | 'PUT';
  /** Segments below the brand; each is percent-encoded. */
  path: readonly string[];
  json?: object;
  xml?: string;
  /** A success is not a document but the content itself: it is returned as the one field `body`. */
  isBare?: boolean;
  /** Parts of the request that must not be readable later. */
  secrets?: readonly string[];
};

/** Sends a request; returns the fields of a success. @throws {OmedaError} for everything else. */
export type Send = (request: WireRequest, options?: CallOptions) => Promise<Fields>;

/** What the call files get: the wire, and the account without its key. */
export type Connection = {
  send: Send;
  account: Omit<OmedaAccount, 'appId'>;
};
