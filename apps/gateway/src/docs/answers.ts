import { applyDecorators } from '@nestjs/common';
import { ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { SCHEMAS } from './schemas.js';

/** A JSON response with one of the schemas; problems are documented for all routes at once. */
export function Answers(
  status: number,
  schema: keyof typeof SCHEMAS,
  description: string,
): MethodDecorator {
  return applyDecorators(
    ApiResponse({ status, description, schema: { $ref: getSchemaPath(schema) } }),
  );
}
