/** The question for one field of the sites file, on a terminal or as an option. */
export type Question = {
  field: string;
  option: string;
  words: string;
  /** Used if the answer is empty; without one, an answer is required unless optional. */
  fallback?: string;
  isOptional?: boolean;
  read?: (text: string) => unknown;
  /** Returns false on a terminal if an earlier answer makes it pointless. */
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
    words: 'URL of the sandbox (leave blank with "npm start", which starts one)',
    isOptional: true,
    isAsked: ({ environment }) => environment === 'sandbox',
  },
  {
    field: 'ownerUserId',
    option: 'owner-user-id',
    words: 'ID of the Omeda user that owns deployments',
  },
  {
    field: 'approverUserId',
    option: 'approver-user-id',
    words: 'ID of the final approver (default: the owner)',
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
    words: 'merge variables of this account besides Omeda’s own, separated by commas',
    isOptional: true,
    read: (text) => text.split(',').map((name) => name.trim()),
  },
  {
    field: 'maxConcurrentCalls',
    option: 'max-concurrent-calls',
    words: 'concurrent calls to Omeda in each process',
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
    words: 'file with your own email template, relative to the sites file',
    isOptional: true,
    read: (file) => ({ file }),
  },
  {
    field: 'notify',
    option: 'notify',
    words: 'email addresses for notifications, separated by commas',
    isOptional: true,
    read: (text) => ({ emails: text.split(',').map((email) => email.trim()) }),
    // Needs a mail server, configured later.
    isAsked: () => false,
  },
];

/** Other text stays unchanged, so that the refusal quotes it. */
function numberOr(text: string): unknown {
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}
