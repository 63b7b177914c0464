import {
  type Attributes,
  type Context,
  type Span,
  SpanKind,
  SpanStatusCode,
  context,
  trace,
} from '@opentelemetry/api';

export type SpanOptions = {
  kind?: keyof typeof SpanKind;
  attributes?: Attributes;
  /** Of another process; default: the span that is under way. */
  parent?: Context;
};

/** Runs it within a span, which ends with it; what it throws is the span's error. */
export async function inSpan<T>(
  name: string,
  { kind = 'INTERNAL', attributes = {}, parent = context.active() }: SpanOptions,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const span = trace
    .getTracer('omeda-newsletter-connector')
    .startSpan(name, { kind: SpanKind[kind], attributes }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), () => work(span));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    span.setStatus({ code: SpanStatusCode.ERROR, message });
    throw error;
  } finally {
    span.end();
  }
}
