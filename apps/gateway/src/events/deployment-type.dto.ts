import type { OnPublish } from '#events';
import { Optional, OptionalNested, Required } from '../fields/field.js';
import { EMAIL, ID, OBJECT, OBJECTS, YES_OR_NO, integer, oneOf, text } from '../fields/rules.js';

const ON_PUBLISH: Record<OnPublish, true> = { schedule: true, test: true, nothing: true };

export class TesterDto {
  @Required({ ...EMAIL, accepts: (value) => value !== '' && EMAIL.accepts(value) })
  email!: string;

  @Optional(text({ max: 80 }))
  firstName?: string | null;

  @Optional(text({ max: 80 }))
  lastName?: string | null;
}

/** What the newsletter shows besides the post's content; default: all of it, and no footer. */
export class TemplateDto {
  @Optional(YES_OR_NO)
  featuredImage?: boolean | null;

  @Optional(YES_OR_NO)
  headline?: boolean | null;

  @Optional(YES_OR_NO)
  byline?: boolean | null;

  @Optional(YES_OR_NO)
  date?: boolean | null;

  /** The link to the post. */
  @Optional(YES_OR_NO)
  readOnline?: boolean | null;

  /** Plain text. */
  @Optional(text({ max: 2000 }))
  footer?: string | null;
}

/** The editor's settings for a kind of newsletter, as they were when the post was saved. */
export class DeploymentTypeDto {
  @Required(ID)
  id!: string | number;

  @Required(text())
  name!: string;

  /** Without it the newsletter waits, and says so. */
  @Optional(integer(1, "Send Omeda's DeploymentTypeId as a JSON number, or null."))
  omedaDeploymentTypeId?: number | null;

  /** Without it the newsletter waits, and says so. */
  @Optional(text())
  audienceQuery?: string | null;

  @Optional(text())
  outputCriteria?: string | null;

  @Optional(text())
  fromName?: string | null;

  @Optional(EMAIL)
  fromEmail?: string | null;

  /** The part before the @, if no fromEmail is sent. */
  @Optional(text({ max: 255 }))
  mailbox?: string | null;

  @Optional(EMAIL)
  replyTo?: string | null;

  @Optional(text())
  subjectFormat?: string | null;

  /** Default: the excerpt. */
  @Optional(text())
  preheaderFormat?: string | null;

  @Optional(text())
  deploymentNameFormat?: string | null;

  @Optional(text())
  campaignIdFormat?: string | null;

  @OptionalNested(OBJECTS, () => TesterDto)
  testers?: TesterDto[] | null;

  @Optional(oneOf(Object.keys(ON_PUBLISH)))
  onPublish?: OnPublish | null;

  /** For posts whose html is a fragment. */
  @OptionalNested(OBJECT, () => TemplateDto)
  template?: TemplateDto | null;
}
