import { XMLParser } from 'fast-xml-parser';
import { type Fields, isFields, text, texts } from '../reading.js';

/** A reply's body in the form its Content-Type declares; `text` if it has no fields. */
export type ReplyBody = { fields?: Fields; text: string };

const LONGEST_TEXT = 500;

// Values stay text: a ListId or TrackId of digits is no number.
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, htmlEntities: true });

/** Reads a body by its Content-Type; what does not parse as declared is read as text. */
export function readBody(contentType: string, body: string): ReplyBody {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (/^text\/html$|xhtml/.test(type)) return { text: shortened(withoutTags(body)) };
  const fields = fieldsOf(type, body);
  if (fields) return { fields: unwrapped(fields), text: '' };
  return { text: shortened(/^\s*</.test(body) ? withoutTags(body) : body) };
}

/** What a body reports as errors: Omeda's list, or its text. */
export function errorTexts({ fields, text: words }: ReplyBody): string[] {
  if (!fields) return words ? [words] : [];
  const listed = texts(fields['Errors']);
  if (listed.length > 0) return listed.map(shortened);
  return texts([fields['Error'], fields['message'], fields['Message']]).map(shortened);
}

/** Each success of Omeda's has a SubmissionId; one with a TrackId was seen. Other responses with 200 have neither. */
export function isReceipt(fields: Fields): boolean {
  return text(fields, 'SubmissionId', 'TrackId') !== undefined;
}

function fieldsOf(type: string, body: string): Fields | undefined {
  try {
    if (/[/+]xml$/.test(type)) return rootOf(parser.parse(body, true));
    // Without a declared type JSON is likeliest: Omeda's default.
    if (/[/+]json$/.test(type) || type === '') return asFields(JSON.parse(body));
  } catch {
    return undefined;
  }
  return undefined;
}

function rootOf(document: unknown): Fields | undefined {
  if (!isFields(document)) return undefined;
  const root = Object.entries(document).find(([name]) => !name.startsWith('?'))?.[1];
  return asFields(root);
}

function asFields(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined;
}

/** Documented as `{"ResponseInfo":[{…}]}`, seen at the top level: the fields in either case. */
function unwrapped(fields: Fields): Fields {
  const info = fields['ResponseInfo'];
  const inner: unknown = Array.isArray(info) ? info[0] : info;
  return isFields(inner) ? { ...fields, ...inner } : fields;
}

function withoutTags(html: string): string {
  return html
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replaceAll(/<!--[\s\S]*?-->/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LONGEST_TEXT ? line : `${line.slice(0, LONGEST_TEXT - 1)}…`;
}
