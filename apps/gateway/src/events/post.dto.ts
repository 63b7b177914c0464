import type { ConsentMode } from '#events';
import { Nested, Optional, OptionalNested, Required } from '../fields/field.js';
import { HTML, ID, INSTANT, OBJECT, TEXTS, UID, integer, oneOf, text } from '../fields/rules.js';

/** Three times what block styles and a theme's palette, sizes, and fonts take. */
export const STYLES_CHARACTERS = 500_000;

const MODES: Record<ConsentMode, true> = { publish: true, schedule: true };

export class ConsentByDto {
  @Required(ID)
  id!: string | number;

  @Optional(text())
  name?: string | null;
}

/** A person with the right to send wants this post sent as a newsletter. */
export class ConsentDto {
  /** Each act (publishing, scheduling, choosing another time) has its own id. */
  @Required(
    text({
      max: 255,
      isEmptyGood: false,
      cure: 'Send a new ID for each act, and repeat it in later events.',
    }),
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

export class FeaturedImageDto {
  @Required(text({ max: 2000, isEmptyGood: false, cure: "Send the image's whole address." }))
  url!: string;

  @Optional(text())
  alt?: string | null;

  /** In pixels. */
  @Optional(integer(1, 'Send pixels as a JSON number, or null.'))
  width?: number | null;

  @Optional(integer(1, 'Send pixels as a JSON number, or null.'))
  height?: number | null;

  /** Size of the file: the gateway fetches nothing, and warns of images over 1 MB. */
  @Optional(integer(1, 'Send the size of the file as a JSON number, or null.'))
  bytes?: number | null;
}

export class PostDto {
  @Required(integer(1, 'Send the post ID as a JSON number.'))
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
   * Null: nobody wants this post sent. Omitted by senders that do not record consent:
   * `post.published` and `post.scheduled` count as consent.
   */
  @OptionalNested(OBJECT, () => ConsentDto)
  consent?: ConsentDto | null;

  @Required(text())
  title!: string;

  @Optional(text({ max: 100_000 }))
  excerpt?: string | null;

  /** This newsletter's own subject, instead of the one from `subjectFormat`. */
  @Optional(text())
  subject?: string | null;

  /** Its own preheader, instead of the one from `preheaderFormat`. */
  @Optional(text())
  preheader?: string | null;

  /**
   * Required if there is something to send. A whole document (it has a doctype, html, head or body)
   * is sent as is; anything else is rendered as a newsletter.
   */
  @Optional(HTML)
  html?: string | null;

  /** CSS of the blocks and the theme, for html that is not a whole document. */
  @Optional(text({ max: STYLES_CHARACTERS }))
  styles?: string | null;

  @OptionalNested(OBJECT, () => FeaturedImageDto)
  featuredImage?: FeaturedImageDto | null;

  /** As in `en-US`. */
  @Optional(text({ max: 35 }))
  language?: string | null;

  @Optional(oneOf(['ltr', 'rtl']))
  direction?: 'ltr' | 'rtl' | null;

  /** The post's own time; required for `post.scheduled`, and if consent says to send at it. */
  @Optional(INSTANT)
  date?: string | null;

  @Optional(INSTANT)
  modified?: string | null;

  /** Also the base of relative URLs in the html. */
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
