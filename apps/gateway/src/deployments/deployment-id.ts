import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { Request } from 'express';

/** The id in a route. A UUID is the same in capitals (RFC 9562, section 4); the store has it in small letters. */
export function deploymentIdOf(request: Request): string {
  return String(request.params['id']).toLowerCase();
}

export const TheDeploymentId = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  deploymentIdOf(context.switchToHttp().getRequest<Request>()),
);
