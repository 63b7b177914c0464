export { plainText, withoutUnwritable } from './text/plain-text.js';
export { oneLine } from './text/one-line.js';
export { type FormatContext, variablesOf } from './formats/variables.js';
export type { Rendered } from './rendered.js';
export { renderFormat } from './formats/render-format.js';
export { CAMPAIGN_LIMIT, NAME_LIMIT, shorten, shortenName } from './text/shorten.js';
export { withUnsubscribeLink, wrapInDocument } from './document/html-document.js';
export { withoutHtmlMergeDelimiters } from './merge/html-merge-delimiters.js';
export * from './newsletter/deployment-type.js';
export {
  type Newsletter,
  type NewsletterSource,
  renderNewsletter,
} from './newsletter/render-newsletter.js';
