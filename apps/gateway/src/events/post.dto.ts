import type { ConsentMode } from '#events';
import { Nested, Optional, OptionalNested, Required } from '../fields/field.js';
import { HTML, ID, INSTANT, OBJECT, TEXTS, UID, integer, oneOf, text } from '../fields/rules.js';

const MODES: Record<ConsentMode, true> = { publish: true, schedule: true };

export class ConsentByDto {
  @Required(ID)
  id!: string | number;

  @Optional(text())
  name?: string | null;
}

/** A person with the right to send meant this post to go out as a newsletter. */
export class ConsentDto {
  /** Each act (publishing, scheduling, choosing another time) has an id of its own. */
  @Required(
    text({ max: 255, isEmptyGood: false, cure: 'Send a new id for each act, and keep it.' }),
  )
  id!: string;

  @Nested(OBJECT, () => ConsentByDto)
  by!: ConsentByDto;

  /** When the person acted, by the sender's clock. */
  @Required(INSTANT)
  at!: string;

  @Required(oneOf(Object.keys(MODES)))
  mode!: ConsentMode;
}

export class AuthorDto {
  @Optional(text())
  name?: string | null;

  @Optional(text())
  firstName?: string | null;

  @Optional(text())
  lastName?: string | null;
}

export class PostDto {
  @Required(integer(1, 'Send the post id as a JSON number.'))
  id!: number;

  @Required(UID)
  uid!: string;

  /** WordPress's post type. */
  @Optional(text({ max: 60 }))
  type?: string | null;

  @Required(text({ max: 60, isEmptyGood: false, cure: "Send WordPress's post status." }))
  status!: string;

  @Optional(text())
  slug?: string | null;

  /**
   * Null: nobody meant this post to be sent. Left out, by senders that do not record it:
   * `post.published` and `post.scheduled` count as consent.
   */
  @OptionalNested(OBJECT, () => ConsentDto)
  consent?: ConsentDto | null;

  @Required(text())
  title!: string;

  @Optional(text({ max: 100_000 }))
  excerpt?: string | null;

  /** Needed where there is something to send. */
  @Optional(HTML)
  html?: string | null;

  /** The post's own time; needed for `post.scheduled`, and where consent says to send at it. */
  @Optional(INSTANT)
  date?: string | null;

  @Optional(INSTANT)
  modified?: string | null;

  @Optional(text({ max: 2000 }))
  permalink?: string | null;

  @Optional(text({ max: 2000 }))
  editUrl?: string | null;

  @OptionalNested(OBJECT, () => AuthorDto)
  author?: AuthorDto | null;

  @Optional(TEXTS)
  categories?: string[] | null;

  @Optional(TEXTS)
  tags?: string[] | null;
}
