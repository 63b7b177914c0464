/** What is documented one way and was seen another: each a switch. */
export type Switches = {
  /** Around the reply of create and of most calls. */
  replyShape: 'wrapped' | 'top-level';
  statusField: 'AssignmentStatusCode' | 'AssignmentStatus';
  urlField: 'Url' | 'ListUrl';
  listIdType: 'string' | 'number';
  errorBody: 'documented' | 'json' | 'xml' | 'text';
  statusStyle: 'Waiting Review' | 'WAITING_REVIEW';
  splitFields: 'documented' | 'seen';
  /** How a lookup writes yes and no. */
  booleans: 'number' | 'boolean' | 'text';
  /** From create until a lookup, or a search, sees the deployment; milliseconds. */
  lookupLagMs: number;
  searchLagMs: number;
};

export const DEFAULT_SWITCHES: Switches = {
  replyShape: 'wrapped',
  statusField: 'AssignmentStatusCode',
  urlField: 'Url',
  listIdType: 'string',
  errorBody: 'documented',
  statusStyle: 'Waiting Review',
  splitFields: 'documented',
  booleans: 'number',
  lookupLagMs: 0,
  searchLagMs: 0,
};
