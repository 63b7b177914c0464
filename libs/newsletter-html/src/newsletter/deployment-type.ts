import type { OnPublish } from '#events';
import type { Tester } from '#deployment';

/** An editor's settings for a kind of newsletter, as WordPress sends them along. */
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
  deploymentNameFormat: string | null;
  campaignIdFormat: string | null;
  testers: Tester[];
  onPublish: OnPublish | null;
};

/** What a brand sends with where a deployment type names nothing. */
export type BrandDefaults = { fromName?: string; mailbox?: string; replyTo?: string };

export const DEFAULT_FORMATS = {
  subject: '{post_title}',
  deploymentName: '{site_name}: {post_title}',
} as const;
