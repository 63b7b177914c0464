/** What is asked for one field of the sites file, on a terminal or as an option. */
export type Question = {
  field: string;
  option: string;
  words: string;
  /** What Enter stands for; without one and not optional, an answer is needed. */
  fallback?: string;
  isOptional?: boolean;
  read?: (text: string) => unknown;
  /** Left out on a terminal where an earlier answer makes it pointless. */
  isAsked?: (answers: Record<string, unknown>) => boolean;
};

export const BRAND_QUESTIONS: readonly Question[] = [
  {
    field: 'environment',
    option: 'environment',
    words: 'Omeda environment: production, staging or sandbox',
    fallback: 'production',
  },
  {
    field: 'baseUrl',
    option: 'base-url',
    words: 'URL of the sandbox (leave it out with "npm start", which brings one)',
    isOptional: true,
    isAsked: ({ environment }) => environment === 'sandbox',
  },
  {
    field: 'ownerUserId',
    option: 'owner-user-id',
    words: 'id of the Omeda user that owns deployments',
  },
  {
    field: 'approverUserId',
    option: 'approver-user-id',
    words: 'id of the final approver (Omeda takes the owner)',
    isOptional: true,
  },
  {
    field: 'mailbox',
    option: 'mailbox',
    words: 'default mailbox, the part before the @ of the sender',
    isOptional: true,
  },
  { field: 'fromName', option: 'from-name', words: 'default from name', isOptional: true },
  { field: 'replyTo', option: 'reply-to', words: 'default reply-to address', isOptional: true },
  {
    field: 'mergeVariables',
    option: 'merge-variables',
    words: 'merge variables of this account beside Omeda’s own, with commas between them',
    isOptional: true,
    read: (text) => text.split(',').map((name) => name.trim()),
  },
  {
    field: 'maxConcurrentCalls',
    option: 'max-concurrent-calls',
    words: 'calls to Omeda at a time, in each process',
    fallback: '4',
    read: numberOr,
  },
  {
    field: 'callTimeoutSeconds',
    option: 'call-timeout-seconds',
    words: 'time limit of one call, in seconds',
    fallback: '30',
    read: numberOr,
  },
];

export const SITE_QUESTIONS: readonly Question[] = [
  {
    field: 'publishDelayMinutes',
    option: 'publish-delay-minutes',
    words: 'minutes from publishing to sending',
    fallback: '30',
    read: numberOr,
  },
  {
    field: 'template',
    option: 'template',
    words: 'file with a mail template of your own, from the folder of the sites file',
    isOptional: true,
    read: (file) => ({ file }),
  },
];

/** What is no number stays as it came, so that it is refused in its own words. */
function numberOr(text: string): unknown {
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}
