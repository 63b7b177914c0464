/**
 * What the content call sends, rendered once when the save arrived. It is stored beside the events under
 * its SHA-256; null where the brand's own default at Omeda is meant.
 */
export type ContentSnapshot = {
  html: string;
  /** For readers of plain text, derived from `html`. Earlier releases stored none. */
  text?: string;
  subject: string;
  fromName: string | null;
  /** The part before the @ of the sender's address. */
  mailbox: string | null;
  replyTo: string | null;
  preheader: string | null;
};

export type Tester = { email: string; firstName: string; lastName: string };

/** What create, update and audience send, and nothing else. Holds testers' addresses. */
export type SettingsSnapshot = {
  name: string;
  campaignId: string | null;
  testers: Tester[];
  omedaTypeId: number | null;
  audienceQuery: string | null;
  outputCriteria: string | null;
};

/**
 * What distinguishes contents. The text follows from the HTML and does not count: otherwise the
 * release that introduced it would have changed every newsletter under way.
 */
export function identityOf(content: ContentSnapshot): Omit<ContentSnapshot, 'text'> {
  const identity = { ...content };
  delete identity.text;
  return identity;
}

/** The part of the settings whose change makes *update* due. */
export function detailsOf({ name, campaignId, testers }: SettingsSnapshot) {
  return { name, campaignId, testers };
}
