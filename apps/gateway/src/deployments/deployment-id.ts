import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { Request } from 'express';

/** The id in a route. UUIDs ignore case (RFC 9562, section 4); the store has them in lower case. */
export function deploymentIdOf(request: Request): string {
  return String(request.params['id']).toLowerCase();
}

export const TheDeploymentId = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  deploymentIdOf(context.switchToHttp().getRequest<Request>()),
);
