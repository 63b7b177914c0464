import type { Notice } from '#events';
import type { BrandDefaults, DeploymentType } from './deployment-type.js';
import { DEFAULT_FORMATS } from './deployment-type.js';
import { withUnsubscribeLink, wrapInDocument } from '../document/html-document.js';
import { withoutHtmlMergeDelimiters } from '../merge/html-merge-delimiters.js';
import { withoutMergeDelimiters } from '../merge/merge-delimiters.js';
import { oneLine, oneLineOrNull } from '../text/one-line.js';
import { withoutUnwritable } from '../text/plain-text.js';
import { renderFormat } from '../formats/render-format.js';
import { shorten } from '../text/shorten.js';
import type { ContentSnapshot } from '#deployment';

/** Mail clients show less; a whole excerpt would only be cut there. */
const PREHEADER_LIMIT = 200;

type Source = {
  html: string;
  variables: ReadonlyMap<string, string>;
  type: DeploymentType;
  defaults: BrandDefaults;
};

/** What the content call sends. */
export function renderContent({ html, variables, type, defaults }: Source) {
  const subject = renderFormat(
    type.subjectFormat || DEFAULT_FORMATS.subject,
    variables,
    'deploymentType.subjectFormat',
  );
  const body = withoutHtmlMergeDelimiters(withoutUnwritable(html), 'post.html');
  const excerpt = withoutMergeDelimiters(variables.get('excerpt') ?? '', 'post.excerpt');
  const fromName = withoutMergeDelimiters(
    type.fromName || defaults.fromName || '',
    'deploymentType.fromName',
  );
  const content: ContentSnapshot = {
    html: withUnsubscribeLink(wrapInDocument(body.text)),
    subject: subject.text,
    fromName: oneLineOrNull(fromName.text),
    mailbox: oneLineOrNull(mailboxOf(type) || defaults.mailbox),
    replyTo: oneLineOrNull(type.replyTo || defaults.replyTo),
    preheader: shorten(oneLine(excerpt.text), PREHEADER_LIMIT) || null,
  };
  const warnings = [subject, body, excerpt, fromName].flatMap((part) => part.warnings);
  return { content, warnings, problems: problemsOf(content) };
}

/** Omeda wants the part before the @ alone, and refuses a whole address. */
function mailboxOf({ fromEmail, mailbox }: DeploymentType): string | undefined {
  return (fromEmail || mailbox || '').split('@')[0]?.trim();
}

function problemsOf({ subject }: ContentSnapshot): Notice[] {
  if (subject !== '') return [];
  const words = 'The subject is empty: give the post a title, or its type another subject format.';
  return [{ code: 'subject-missing', words, field: 'deploymentType.subjectFormat' }];
}
