import { createHash } from 'node:crypto';
import { type Content, type Deployment } from '../model/deployment.js';
import { Refusal, refuse } from '../model/refusal.js';
import type { Answer, Body, CallContext } from './call.js';
import { checkEditable, checkLength, findDeployment, isEmpty, note, textOf } from './checks.js';

const KNOWN = new Set([
  'TrackId',
  'UserId',
  'Splits',
  'SplitNumber',
  'FromName',
  'Mailbox',
  'Subject',
  'ReplyTo',
  'Preheader',
  'HtmlContent',
  'TextContent',
  'HtmlContentUrl',
  'TextContentUrl',
]);
const UNSUBSCRIBES = ['confirmunsubscribelink', 'optoutfooterhtml', 'preferencepagelink'];

/** `POST omail/deployment/content/*`: XML; repeating it replaces. */
export function setContent(context: CallContext): Answer {
  const body = flattened(context.body);
  const inner = { ...context, body };
  for (const field of ['TrackId', 'UserId']) {
    if (isEmpty(body[field])) refuse(`The field '${field}' is required.`);
  }
  const deployment = findDeployment(inner);
  checkEditable(inner, deployment);
  checkContent(body);
  replace(deployment, body);
  note(inner, deployment, 'Content set.');
  const warnings = warningsOf(textOf(body, 'HtmlContent'));
  return {
    trackId: deployment.trackId,
    warnings: [...warnings, ...(context.twist.warnings ?? [])],
    did: { content: hashOf(deployment.content) },
  };
}

/** One split may stand at the top or in a list of splits. */
function flattened(body: Body): Body {
  const splits = body['Splits'] as { Split?: Body | Body[] } | undefined;
  const split = Array.isArray(splits?.Split) ? splits.Split[0] : splits?.Split;
  return split ? { ...body, ...split } : body;
}

function checkContent(body: Body): void {
  const unknown = Object.keys(body).find((field) => !KNOWN.has(field));
  if (unknown) {
    // Seen live for FromEmail, which other parts of Omeda have.
    refuse(
      'Invalid xml. Please validate your xml and verify you have used CDATA tags where necessary.',
    );
  }
  checkLength(body, 'FromName', 100);
  checkLength(body, 'Subject', 250);
  const html = textOf(body, 'HtmlContent');
  const text = textOf(body, 'TextContent');
  if (!html && !text) {
    refuse("One of the following fields must be set: 'HtmlContent' or 'TextContent'.");
  }
  if (/<\/?(html|body|p|div|table|a|span|br)\b[^>]*>/i.test(text)) {
    refuse('TextContent should not contain html.');
  }
  const isWhole = /<html[\s>]/i.test(html) && /<\/html>/i.test(html);
  const hasBody = /<body[\s>]/i.test(html) && /<\/body>/i.test(html);
  if (html && (!isWhole || !hasBody)) {
    refuse('HtmlContent must have open and closed html and body tags.');
  }
}

function replace(deployment: Deployment, body: Body): void {
  const before = deployment.content;
  const content: Content = {
    fromName: textOf(body, 'FromName') || (before?.fromName ?? ''),
    mailbox: textOf(body, 'Mailbox') || (before?.mailbox ?? ''),
    subject: textOf(body, 'Subject') || (before?.subject ?? ''),
    replyTo: textOf(body, 'ReplyTo'),
    preheader: textOf(body, 'Preheader'),
    html: textOf(body, 'HtmlContent'),
    text: textOf(body, 'TextContent'),
  };
  deployment.content = content;
  deployment.contentVersion += 1;
}

function hashOf(content: Content | undefined): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function warningsOf(html: string): string[] {
  const warnings: string[] = [];
  const hasUnsubscribe = UNSUBSCRIBES.some((name) => html.toLowerCase().includes(`@{${name}}@`));
  if (html && !hasUnsubscribe) warnings.push('Missing Unsubscribe Link for split 1 in HTML');
  for (const [, href] of html.matchAll(/href="([^"]*)"/gi)) {
    const isLink = /^(https?:|mailto:|tel:|#|@\{)/i.test(href ?? '');
    if (!isLink) warnings.push(`Invalid link found: '${href}'`);
  }
  return warnings;
}

/** `GET omail/deployment/content/lookup/{html|text}/{trackId}/{split}/*`. */
export function contentLookup({ world, brand, path }: CallContext): Answer {
  const [kind, trackId = ''] = path.slice(-3);
  const deployment = world.deployments.get(trackId);
  if (!deployment?.content || deployment.brand !== brand.abbreviation) {
    throw new Refusal(404, [`Could not find deployment matching track Id ${trackId}`]);
  }
  const { html, text } = deployment.content;
  return { trackId, content: kind === 'html' ? html : text };
}
