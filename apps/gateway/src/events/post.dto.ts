import { Optional, OptionalNested, Required } from '../fields/field.js';
import { HTML, INSTANT, OBJECT, TEXTS, UID, integer, text } from '../fields/rules.js';

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

  @Required(text())
  title!: string;

  @Optional(text({ max: 100_000 }))
  excerpt?: string | null;

  /** Needed where there is something to send. */
  @Optional(HTML)
  html?: string | null;

  /** The post's own time; needed for `post.scheduled`. */
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
