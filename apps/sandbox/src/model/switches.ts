/**
 * What is documented one way and was seen another, or is not documented at all: each a switch with
 * all its ways, the documented one first.
 */
export const SWITCH_WAYS = {
  /** Around the reply of create and of most calls. */
  replyShape: ['wrapped', 'top-level'],
  statusField: ['AssignmentStatusCode', 'AssignmentStatus'],
  urlField: ['Url', 'ListUrl'],
  /** Seen: other hosts and schemes, and unfilled placeholders. */
  urls: ['documented', 'seen'],
  listIdType: ['string', 'number'],
  errorBody: ['documented', 'json', 'xml', 'text'],
  statusStyle: ['Waiting Review', 'WAITING_REVIEW'],
  splitFields: ['documented', 'seen'],
  /** How a lookup writes yes and no. */
  booleans: ['number', 'boolean', 'text'],
  /** What becomes of a query that the brand's `queries` don't name. */
  unknownQuery: ['accepted', 'refused', 'error'],
  /** How a query without any recipient ends. */
  emptyQuery: ['conflict', 'done', 'warning'],
  statusAfterTest: ['Waiting Review', 'New'],
  statusAfterUnschedule: ['Waiting Review', 'New'],
} as const;

type Ways = typeof SWITCH_WAYS;

export type Switches = { [S in keyof Ways]: Ways[S][number] } & {
  /** From create until a lookup, or a search, sees the deployment; milliseconds. */
  lookupLagMs: number;
  searchLagMs: number;
};

export const DEFAULT_SWITCHES: Switches = {
  replyShape: 'wrapped',
  statusField: 'AssignmentStatusCode',
  urlField: 'Url',
  urls: 'documented',
  listIdType: 'string',
  errorBody: 'documented',
  statusStyle: 'Waiting Review',
  splitFields: 'documented',
  booleans: 'number',
  unknownQuery: 'accepted',
  emptyQuery: 'conflict',
  statusAfterTest: 'Waiting Review',
  statusAfterUnschedule: 'Waiting Review',
  lookupLagMs: 0,
  searchLagMs: 0,
};
