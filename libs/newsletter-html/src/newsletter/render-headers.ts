import type { Notice } from '#events';
import { renderFormat } from '../formats/render-format.js';
import type { FormatVariables } from '../formats/variables.js';
import { foreignScriptIn } from '../findings/foreign-script.js';
import type { IsKnown } from '../merge/known-variables.js';
import { withoutMergeDelimiters } from '../merge/merge-delimiters.js';
import type { Rendered } from '../text/shorten.js';
import { oneLine } from '../text/one-line.js';
import { plainText } from '../text/plain-text.js';
import { shorten, shortenFromName, shortenSubject } from '../text/shorten.js';
import { DEFAULT_FORMATS } from './deployment-type.js';
import type { NewsletterSource } from './prepare-newsletter.js';

/** Mail clients show less; a whole excerpt would only be cut there. */
const PREHEADER_LIMIT = 200;

export type Headers = {
  subject: string;
  preheader: string | null;
  fromName: string | null;
  warnings: Notice[];
};

/** What readers see of a newsletter in the list of their mailbox, in one line each. */
export function renderHeaders(
  source: NewsletterSource,
  variables: FormatVariables,
  isKnown: IsKnown,
): Headers {
  const subject = checked(subjectOf(source, variables, isKnown), 'subject');
  const short = shortenSubject(subject.text);
  const preheader = checked(preheaderOf(source, variables, isKnown), 'preheader');
  const fromName = checked(fromNameOf(source, isKnown), 'fromName');
  const shortName = shortenFromName(oneLine(fromName.text));
  return {
    subject: short.text,
    preheader: shorten(oneLine(preheader.text), PREHEADER_LIMIT) || null,
    fromName: shortName.text || null,
    warnings: [subject, short, preheader, fromName, shortName].flatMap((part) => part.warnings),
  };
}

/** The post's own text has priority over its type's format. */
function subjectOf({ mail, type }: NewsletterSource, variables: FormatVariables, isKnown: IsKnown) {
  const own = plainText(mail.subject ?? '');
  if (own !== '') return withoutMergeDelimiters(own, 'post.subject', isKnown);
  const format = type.subjectFormat || DEFAULT_FORMATS.subject;
  return renderFormat(format, variables, 'deploymentType.subjectFormat', isKnown);
}

function preheaderOf(
  { mail, type }: NewsletterSource,
  variables: FormatVariables,
  isKnown: IsKnown,
) {
  const own = plainText(mail.preheader ?? '');
  if (own !== '') return withoutMergeDelimiters(own, 'post.preheader', isKnown);
  if (type.preheaderFormat) {
    const field = 'deploymentType.preheaderFormat';
    return renderFormat(type.preheaderFormat, variables, field, isKnown);
  }
  return withoutMergeDelimiters(variables.get('excerpt') ?? '', 'post.excerpt', isKnown);
}

function fromNameOf({ type, defaults }: NewsletterSource, isKnown: IsKnown): Rendered {
  const name = type.fromName || defaults.fromName || '';
  return withoutMergeDelimiters(name, 'deploymentType.fromName', isKnown);
}

function checked({ text, warnings }: Rendered, field: string): Rendered {
  return { text, warnings: [...warnings, ...foreignScriptIn(text, field)] };
}
