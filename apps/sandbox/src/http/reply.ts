import { randomUUID } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import type { Answer } from '../calls/call.js';
import { replyUrl } from '../calls/reply-url.js';
import type { Switches } from '../model/switches.js';
import type { World } from '../model/world.js';

export type Reply = { status: number; type: string; text: string };

const builder = new XMLBuilder({ format: false });
const JSON_TYPE = 'application/json; charset=UTF-8';
const XML_TYPE = 'application/xml; charset=UTF-8';

/** The reply to a success, in the shape that the switches select. */
export function successReply(answer: Answer, isXml: boolean, world: World, brand: string): Reply {
  const SubmissionId = randomUUID();
  const { trackId, warnings, document, content } = answer;
  if (content !== undefined)
    return { status: 200, type: 'text/html; charset=UTF-8', text: content };
  if (document) return json(200, { ...document, SubmissionId });
  const info = {
    SubmissionId,
    TrackId: trackId,
    Url: replyUrl(world, brand, `lookup/${trackId}`),
  };
  const withWarnings = warnings && warnings.length > 0 ? { Warnings: warnings } : {};
  if (isXml) {
    const Warnings = { Warning: warnings ?? [] };
    return xml(200, { ResponseInfo: { ...info, Warnings } });
  }
  const isWrapped = world.switches.replyShape === 'wrapped';
  return json(
    200,
    isWrapped ? { ResponseInfo: [{ ...info, ...withWarnings }] } : { ...info, ...withWarnings },
  );
}

/** The reply to a refusal: JSON, XML for content, sometimes plain text. */
export function errorReply(
  status: number,
  texts: readonly string[],
  isXml: boolean,
  { errorBody }: Switches,
): Reply {
  const SubmissionId = randomUUID();
  const documented = isXml ? 'xml' : 'json';
  const kind = errorBody === 'documented' ? documented : errorBody;
  if (kind === 'text') {
    return { status, type: 'text/plain; charset=UTF-8', text: texts.join('\n') };
  }
  if (kind === 'xml') {
    const Errors = texts.map((text) => ({ Error: text }));
    return xml(status, {
      ResponseInfo: { SubmissionId, Errors: { Error: Errors.map((e) => e.Error) } },
    });
  }
  return json(status, { SubmissionId, Errors: texts.map((text) => ({ Error: text })) });
}

function json(status: number, body: object): Reply {
  return { status, type: JSON_TYPE, text: JSON.stringify(body) };
}

function xml(status: number, body: object): Reply {
  return { status, type: XML_TYPE, text: String(builder.build(body)) };
}
