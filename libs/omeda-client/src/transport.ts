import { type Dispatcher, request as httpRequest } from 'undici';
import { openAgent } from './agent.js';
import { exchangeOf, maskFor } from './exchange/exchange.js';
import { type Hide, hidden } from './exchange/hidden.js';
import { oneLine } from './one-line.js';
import type { Fields } from './reading.js';
import { refusal } from './errors/refusal.js';
import { errorTexts, isReceipt, readBody } from './errors/reply-body.js';
import { givenUp, unanswered } from './errors/unanswered.js';
import { isRead, unreadable } from './errors/unreadable.js';
import { urlOf } from './url.js';
import type { CallOptions, Send, WireRequest } from './wire.js';

export type TransportSettings = { baseUrl: string; appId: string; timeoutMs: number };
export type Transport = { send: Send; close(): Promise<void> };

type Answer = { status: number; contentType: string; retryAfter: string | undefined; body: string };

/** Kept-alive connections to one account's host. */
export function openTransport(settings: TransportSettings): Transport {
  const agent = openAgent(settings.timeoutMs);
  const send: Send = async (request, options = {}) => {
    const answer = await answerTo(request, { settings, agent, options });
    const mask = maskFor(settings.appId, request);
    return fieldsOf(request, answer, (text) => mask.secrets(text));
  };
  return { send, close: () => agent.close() };
}

type Context = { settings: TransportSettings; agent: Dispatcher; options: CallOptions };

async function answerTo(request: WireRequest, context: Context): Promise<Answer> {
  const { settings, options } = context;
  const { call } = request;
  const { timeoutMs } = settings;
  const url = urlOf(settings.baseUrl, request);
  const timeout = AbortSignal.timeout(timeoutMs);
  const signals = options.signal ? [options.signal, timeout] : [timeout];
  if (options.signal?.aborted) throw givenUp(call, false);
  const report = exchangeReporter(url, request, context);
  try {
    const answer = await exchange(url, request, { ...context, signal: AbortSignal.any(signals) });
    report({ answer });
    return answer;
  } catch (error) {
    const isGivenUp = options.signal?.aborted && !timeout.aborted;
    const failure = isGivenUp
      ? givenUp(call, true)
      : unanswered({ call, error, timedOut: timeout.aborted, timeoutMs });
    report({ error: failure.message });
    throw failure;
  }
}

/** Reports to its listener what went over the wire; the call continues whatever that does. */
function exchangeReporter(url: string, request: WireRequest, { settings, options }: Context) {
  const began = performance.now();
  return (end: { answer: Answer } | { error: string }): void => {
    if (!options.exchanged) return;
    const tookMs = performance.now() - began;
    try {
      const sent = bodyOf(request);
      options.exchanged(exchangeOf(settings.appId, { request, url, sent, tookMs, ...end }));
    } catch {
      // The call is over, and its outcome is what counts.
    }
  };
}

function bodyOf({ json, xml }: WireRequest): string | null {
  return xml ?? (json ? JSON.stringify(json, onOneLine) : null);
}

type Sending = Pick<Context, 'settings' | 'agent'> & { signal: AbortSignal };

async function exchange(url: string, request: WireRequest, context: Sending): Promise<Answer> {
  const { settings, agent, signal } = context;
  const { method } = request;
  // undici's request follows no redirect: one would send the key elsewhere.
  const reply = await httpRequest(url, {
    dispatcher: agent,
    method,
    headers: { 'x-omeda-appid': settings.appId, accept: acceptOf(request), ...typeOf(request) },
    body: bodyOf(request),
    signal,
    // The call's own limit applies.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    status: reply.statusCode,
    contentType: one(reply.headers['content-type']) ?? '',
    retryAfter: one(reply.headers['retry-after']),
    body: await reply.body.text(),
  };
}

/** A reply that repeats a secret must not carry it into an error, an event or a log. */
function fieldsOf({ call, isBare }: WireRequest, answer: Answer, hide: Hide): Fields {
  const { status, retryAfter } = answer;
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && isBare) return { body: hide(answer.body) };
  const body = hidden(readBody(answer.contentType, hide(answer.body)), hide);
  if (!isSuccess || (body.fields && 'Errors' in body.fields && errorTexts(body).length > 0)) {
    throw refusal({ call, status, body, retryAfter, nowMs: Date.now() });
  }
  if (!body.fields) throw unreadable(call, answer.contentType || 'no content type');
  if (!isRead(call) && !isReceipt(body.fields)) throw unreadable(call, 'no SubmissionId');
  return body.fields;
}

function onOneLine(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? oneLine(value) : value;
}

function acceptOf({ xml }: WireRequest): string {
  return xml ? 'application/xml' : 'application/json';
}

function typeOf({ json, xml }: WireRequest): Record<string, string> {
  // Omeda requires the charset wherever non-ASCII is sent.
  if (xml) return { 'content-type': 'application/xml; charset=UTF-8' };
  return json ? { 'content-type': 'application/json; charset=UTF-8' } : {};
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
