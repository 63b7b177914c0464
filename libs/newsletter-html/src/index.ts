export { plainText, withoutUnwritable } from './text/plain-text.js';
export { oneLine } from './text/one-line.js';
export { type FormatContext, variablesOf } from './formats/variables.js';
export type { Rendered } from './text/shorten.js';
export { renderFormat } from './formats/render-format.js';
export { CAMPAIGN_LIMIT, NAME_LIMIT, shorten, shortenName } from './text/shorten.js';
export { VARIABLE_NAME } from './merge/known-variables.js';
export type { FeaturedImage } from './fragment/fragment-source.js';
export * from './newsletter/deployment-type.js';
export * from './newsletter/post-mail.js';
export type { Body, BodySource } from './newsletter/render-body.js';
export {
  type Newsletter,
  type NewsletterSource,
  prepareNewsletter,
} from './newsletter/prepare-newsletter.js';
