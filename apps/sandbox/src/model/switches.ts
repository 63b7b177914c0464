/**
 * Behavior that differs from the documentation, or is not documented: each a switch with all
 * variants, the documented one first.
 */
export const SWITCH_WAYS = {
  /** Wrapper of the reply of create and most calls. */
  replyShape: ['wrapped', 'top-level'],
  statusField: ['AssignmentStatusCode', 'AssignmentStatus'],
  urlField: ['Url', 'ListUrl'],
  /** Seen live: other hosts and schemes, and unfilled placeholders. */
  urls: ['documented', 'seen'],
  listIdType: ['string', 'number'],
  errorBody: ['documented', 'json', 'xml', 'text'],
  statusStyle: ['Waiting Review', 'WAITING_REVIEW'],
  splitFields: ['documented', 'seen'],
  /** How a lookup writes yes and no. */
  booleans: ['number', 'boolean', 'text'],
  /** What happens to a query that the brand's `queries` don't name. */
  unknownQuery: ['accepted', 'refused', 'error'],
  /** How a query without any recipient ends. */
  emptyQuery: ['conflict', 'done', 'warning'],
  statusAfterTest: ['Waiting Review', 'New'],
  statusAfterUnschedule: ['Waiting Review', 'New'],
} as const;

type Ways = typeof SWITCH_WAYS;

export type Switches = { [S in keyof Ways]: Ways[S][number] } & {
  /** From create until a lookup or a search shows the deployment; milliseconds. */
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
