import { applyDecorators } from '@nestjs/common';
import { ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { SCHEMAS } from './schemas.js';

/** An answer in JSON of one of the schemas; problems are documented for all routes at once. */
export function Answers(
  status: number,
  schema: keyof typeof SCHEMAS,
  description: string,
): MethodDecorator {
  return applyDecorators(
    ApiResponse({ status, description, schema: { $ref: getSchemaPath(schema) } }),
  );
}
