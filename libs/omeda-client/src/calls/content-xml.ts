import { XMLBuilder } from 'fast-xml-parser';
import { oneLine } from '../one-line.js';
import type { Connection } from '../wire.js';
import type { SetContentInput } from './set-content.js';

// The builder splits `]]>` inside CDATA into two sections.
const builder = new XMLBuilder({ cdataPropName: 'cdata' });

// XML 1.0 has no way to write these: most control characters and lone halves of surrogate pairs.
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu;

/** The body of the content call. There is no FromEmail element: Omeda refuses one with 400. */
export function contentXml(input: SetContentInput, account: Connection['account']): string {
  const mailbox = input.mailbox ?? account.mailbox;
  const deployment = {
    TrackId: input.trackId,
    UserId: account.ownerUserId,
    SplitNumber: 1,
    ...line('FromName', input.fromName),
    ...line('Mailbox', mailbox),
    ...line('Subject', input.subject),
    ...line('ReplyTo', input.replyTo),
    ...line('Preheader', input.preheader),
    ...free('HtmlContent', input.html),
    ...free('TextContent', input.text),
  };
  const root = builder.build({ Deployment: deployment });
  return `<?xml version="1.0" encoding="UTF-8"?>${root}`;
}

function line(name: string, value: string | null | undefined): object {
  return free(name, value && oneLine(value.replaceAll(UNWRITABLE, '')));
}

function free(name: string, value: string | null | undefined): object {
  return value ? { [name]: { cdata: value.replaceAll(UNWRITABLE, '') } } : {};
}
