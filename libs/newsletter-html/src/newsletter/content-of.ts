import type { ContentSnapshot } from '#deployment';
import type { Notice } from '#events';
import { isSeen } from '../text/is-seen.js';
import { oneLineOrNull } from '../text/one-line.js';
import type { DeploymentType } from './deployment-type.js';
import type { Body } from './render-body.js';
import type { Headers } from './render-headers.js';
import type { NewsletterSource } from './prepare-newsletter.js';

/** What the content call sends. */
export function contentOf({ type, defaults }: NewsletterSource, headers: Headers, body: Body) {
  const { subject, preheader, fromName } = headers;
  const content: ContentSnapshot = {
    html: body.html,
    text: body.text,
    subject,
    fromName,
    mailbox: oneLineOrNull(mailboxOf(type) || defaults.mailbox),
    replyTo: oneLineOrNull(type.replyTo || defaults.replyTo),
    preheader,
  };
  return {
    content,
    warnings: [...headers.warnings, ...body.warnings],
    problems: [...withoutSubject(content), ...body.problems],
  };
}

/** Omeda wants only the part before the @, and refuses a whole address. */
function mailboxOf({ fromEmail, mailbox }: DeploymentType): string | undefined {
  return (fromEmail || mailbox || '').split('@')[0]?.trim();
}

function withoutSubject({ subject }: ContentSnapshot): Notice[] {
  if (isSeen(subject)) return [];
  const words =
    'The subject is empty. Give the post a title or its own subject, or change the type’s subject format.';
  return [{ code: 'subject-missing', words, field: 'deploymentType.subjectFormat' }];
}
