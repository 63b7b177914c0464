import { texts } from '../reading.js';
import type { CallOptions, Connection } from '../wire.js';
import { contentXml } from './content-xml.js';

export type SetContentInput = {
  trackId: string;
  /** With open and closed html and body tags. */
  html: string;
  /** Plain text, without HTML. */
  text?: string | null;
  subject: string;
  /** Omeda's brand defaults replace omitted fields, if it has any. */
  fromName?: string | null;
  /** Part before the @; the account's own if omitted. */
  mailbox?: string | null;
  replyTo?: string | null;
  preheader?: string | null;
};

/** What Omeda noticed but accepted, such as a missing unsubscribe link. */
export type Warned = { warnings: string[] };

/** Sets or replaces the content (POST omail/deployment/content, XML). @throws {OmedaError} */
export async function setContent(
  { send, account }: Connection,
  input: SetContentInput,
  options?: CallOptions,
): Promise<Warned> {
  const path = ['omail', 'deployment', 'content'];
  const xml = contentXml(input, account);
  const reply = await send({ call: 'setContent', method: 'POST', path, xml }, options);
  return { warnings: texts(reply['Warnings']) };
}
