import type { Tester } from '#deployment';
import type { OnPublish } from '#events';

/** What the newsletter of a post shows beside its content. */
export type NewsletterTemplate = {
  featuredImage: boolean;
  headline: boolean;
  byline: boolean;
  date: boolean;
  readOnline: boolean;
  /** Plain text. */
  footer: string | null;
};

export const WHOLE_TEMPLATE: NewsletterTemplate = {
  featuredImage: true,
  headline: true,
  byline: true,
  date: true,
  readOnline: true,
  footer: null,
};

/** An editor's settings for a kind of newsletter, as WordPress sends them. */
export type DeploymentType = {
  id: string;
  name: string;
  omedaDeploymentTypeId: number | null;
  audienceQuery: string | null;
  outputCriteria: string | null;
  fromName: string | null;
  fromEmail: string | null;
  mailbox: string | null;
  replyTo: string | null;
  subjectFormat: string | null;
  preheaderFormat: string | null;
  deploymentNameFormat: string | null;
  campaignIdFormat: string | null;
  testers: Tester[];
  onPublish: OnPublish | null;
  template: NewsletterTemplate;
};

/** A brand's defaults for what a deployment type does not name. */
export type BrandDefaults = { fromName?: string; mailbox?: string; replyTo?: string };

export const DEFAULT_FORMATS = {
  subject: '{post_title}',
  deploymentName: '{site_name}: {post_title}',
} as const;
