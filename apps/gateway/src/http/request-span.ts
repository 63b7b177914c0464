import type { NextFunction, Request, Response } from 'express';
import { inSpan, parentOf } from '#tracing';

/** A span for the request in its caller's trace, until the response ends. Only if tracing is on. */
export function requestSpan(request: Request, response: Response, next: NextFunction): void {
  const { method } = request;
  const parent = parentOf(request.get('traceparent'));
  void inSpan(method, { kind: 'SERVER', parent }, async (span) => {
    request.traceId = span.spanContext().traceId;
    const over = new Promise((resolve) => response.once('close', resolve));
    next();
    await over;
    const route = String(request.route?.path ?? 'unknown');
    span.updateName(`${method} ${route}`);
    span.setAttributes({
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': response.statusCode,
    });
  });
}
