/**
 * What the content call sends, rendered once when the save came in. It lies beside the events under
 * its SHA-256; null where the brand's own default at Omeda is meant.
 */
export type ContentSnapshot = {
  html: string;
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

/** The part of the settings whose change makes *update* due. */
export function detailsOf({ name, campaignId, testers }: SettingsSnapshot) {
  return { name, campaignId, testers };
}
