import {
  type ExecutionContext,
  HttpCode,
  Post,
  applyDecorators,
  createParamDecorator,
} from '@nestjs/common';
import { ApiBody, ApiOperation } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Action } from '#deployment';
import type { Caller } from '../../access/callers.js';
import { Answers } from '../../docs/answers.js';
import { traceIdOf } from '../../http/trace.js';
import type { By } from './action-taker.js';
import { deploymentIdOf } from '../deployment-id.js';

type Described = {
  summary: string;
  description?: string;
  body?: { type: new () => object; example: object; required: boolean };
};

/** A route of an action: its path is its name. */
export function ActionRoute(kind: Action['kind'], described: Described): MethodDecorator {
  const { summary, description, body } = described;
  const { type, example, required } = body ?? {};
  return applyDecorators(
    Post(`:id/${kind}`),
    HttpCode(202),
    ApiOperation({ summary, operationId: kind, ...(description ? { description } : {}) }),
    ...(type
      ? [
          ApiBody({
            type,
            required: required ?? false,
            examples: { example: { summary, value: example } },
          }),
        ]
      : []),
    Answers(202, 'Status', 'Recorded. The body is the status of the newsletter.'),
  );
}

/** A request for an action: on which deployment, by whom, with which body. */
export type Asked = { id: string; caller: Caller; body: unknown; by: By };

export const TheAsked = createParamDecorator((_data: unknown, context: ExecutionContext): Asked => {
  const request = context.switchToHttp().getRequest<Request & { caller: Caller }>();
  const { caller } = request;
  const by = { caller, name: request.get('newsletter-actor'), traceId: traceIdOf(request) };
  return { id: deploymentIdOf(request), caller, body: request.body as unknown, by };
});
