import type { Deployment } from '../model/deployment.js';
import { refuse } from '../model/refusal.js';

/** Merge variables are `@{name}@`: both ends, and a name of letters, digits, `_` and `-`. */
export function checkMerge({ content }: Deployment): void {
  const html = content?.html ?? '';
  const starts = html.split('@{').length - 1;
  const ends = html.split('}@').length - 1;
  if (starts !== ends) {
    refuse('Mismatched start/end merge variables delimiters in HTML message on Split 1.');
  }
  for (const [, name = ''] of html.matchAll(/@\{(.*?)\}@/gs)) {
    if (!/^[A-Za-z0-9_-]+$/.test(name)) {
      refuse(`Illegal characters in merge variable name: ${name}.`);
    }
  }
}
