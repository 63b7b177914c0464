import type { DeploymentEventMap, DeploymentEventType } from '../deployment-events.js';
import type { JsonSchema } from './schema.js';

type From = {
  [T in DeploymentEventType]?: (data: DeploymentEventMap[T]) => Record<string, unknown> | undefined;
};

/** One public event: its fields, and what it is made from. */
export type Entry = {
  /** What happened, for the pages that are generated from this table. */
  says: string;
  /** Fields of `data`, besides `postId` which all have. All of them are always set. */
  data: Record<string, JsonSchema>;
  /** The stored events it is made from, and how; undefined for a private one. */
  from: From;
};
