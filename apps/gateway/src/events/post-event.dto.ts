import type { PostEventType } from '#events';
import { DeploymentTypeDto } from './deployment-type.dto.js';
import { Nested, Optional, OptionalNested, Required } from '../fields/field.js';
import { PostDto } from './post.dto.js';
import { ID, INSTANT, OBJECT, TIME_ZONE, integer, oneOf, text } from '../fields/rules.js';

/** Every type: a type added to the catalog breaks the build here. */
const TYPES: Record<PostEventType, true> = {
  'post.saved': true,
  'post.published': true,
  'post.scheduled': true,
  'post.unpublished': true,
  'post.trashed': true,
  'post.restored': true,
  'post.deleted': true,
};

export class ActorDto {
  /** WordPress's user; 0 if its cron acts. */
  @Optional(ID)
  id?: string | number | null;

  @Optional(text())
  name?: string | null;
}

export class SiteDto {
  @Required(text())
  name!: string;

  @Optional(text())
  tagline?: string | null;

  @Required(TIME_ZONE)
  timeZone!: string;
}

export class AdoptDto {
  @Required(text({ max: 60, isEmptyGood: false, cure: "Send Omeda's TrackId of the deployment." }))
  trackId!: string;
}

/** An event about a post, from WordPress. */
export class PostEventDto {
  @Required(oneOf(Object.keys(TYPES)))
  type!: PostEventType;

  @Required(integer(0, "Send the site's event counter."))
  sequence!: number;

  @Required(INSTANT)
  occurredAt!: string;

  @OptionalNested(OBJECT, () => ActorDto)
  actor?: ActorDto | null;

  @Nested(OBJECT, () => SiteDto)
  site!: SiteDto;

  @Nested(OBJECT, () => PostDto)
  post!: PostDto;

  /** None: the post is not a newsletter. */
  @OptionalNested(OBJECT, () => DeploymentTypeDto)
  deploymentType?: DeploymentTypeDto | null;

  /** A deployment that another plugin had in flight. */
  @OptionalNested(OBJECT, () => AdoptDto)
  adopt?: AdoptDto | null;
}
