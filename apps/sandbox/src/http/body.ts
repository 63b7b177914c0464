import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Body } from '../calls/call.js';
import { refuse } from '../model/refusal.js';

const INVALID_XML =
  'Invalid xml. Please validate your xml and verify you have used CDATA tags where necessary.';

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
});

/** The fields of a request, from XML or JSON. */
export function parseBody(text: string, isXml: boolean): Body {
  return isXml ? parseXml(text) : parseJson(text);
}

function parseJson(text: string): Body {
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body;
  } catch {
    // Refused below, like any other text that is not an object.
  }
  return refuse('Invalid json. Please validate your json.');
}

function parseXml(text: string): Body {
  if (XMLValidator.validate(text) !== true) refuse(INVALID_XML);
  const root = (parser.parse(text) as { Deployment?: unknown }).Deployment;
  if (typeof root !== 'object' || root === null) refuse(INVALID_XML);
  return root as Body;
}
