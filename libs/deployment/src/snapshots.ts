/**
 * What the content call sends, rendered once when the save came in. It lies beside the events under
 * its SHA-256; null where the brand's own default at Omeda is meant.
 */
export type ContentSnapshot = {
  html: string;
  /** For readers of plain text, made of `html`. Releases before this one stored none. */
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
 * What tells one content from another. The text follows from the HTML and does not count: else every
 * newsletter under way would count as changed by the release that brought it.
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
