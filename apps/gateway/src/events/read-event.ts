import { checked } from '../fields/faults.js';
import { isAbsent } from '../fields/field.js';
import { OBJECT } from '../fields/rules.js';
import { type FieldFault, Problem, refuseFaults } from '../problem/problem.js';
import { PostEventDto } from './post-event.dto.js';
import type { PostDto } from './post.dto.js';
import { readJson } from './read-json.js';

/**
 * The event in the bytes of a request.
 * @throws Problem that names every field at fault, each with its cure.
 */
export function readEvent(body: Buffer, contentLimitBytes: number): PostEventDto {
  const value = readJson(body);
  if (!OBJECT.accepts(value)) {
    throw new Problem('malformed-request', 'The body is not a JSON object: send one event.');
  }
  const { instance: event, faults } = checked(PostEventDto, value as object);
  refuseFaults('invalid-event', [...faults, ...acrossFields(event)]);
  refuseTooLarge(event.post.html, contentLimitBytes);
  return event;
}

/** Rules across fields. */
function acrossFields({ type, post, deploymentType }: PostEventDto): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!OBJECT.accepts(post)) return faults;
  const needsDate = whatNeedsDate(type, post);
  if (needsDate && isAbsent(post.date)) {
    const problem = `is missing; ${needsDate} needs it`;
    faults.push({ field: 'post.date', problem, cure: 'Send the time the post is scheduled for.' });
  }
  const isGone = type === 'post.trashed' || type === 'post.deleted';
  if (!isAbsent(deploymentType) && !isGone && isAbsent(post.html)) {
    const problem = 'is missing; a post with a deployment type needs it';
    faults.push({ field: 'post.html', problem, cure: "Send the post's rendered HTML." });
  }
  return faults;
}

/** What requires the post's own time; undefined if nothing does. */
function whatNeedsDate(type: string, { consent, status }: PostDto): string | undefined {
  if (isAbsent(consent)) return type === 'post.scheduled' ? type : undefined;
  if (status === 'future') return "a consent to send a post of status 'future'";
  const isShown = status === 'publish';
  return isShown && consent.mode === 'schedule' ? "a consent of mode 'schedule'" : undefined;
}

/** @throws Problem `too-large`. */
function refuseTooLarge(html: string | null | undefined, limitBytes: number): void {
  const bytes = Buffer.byteLength(html ?? '');
  if (bytes <= limitBytes) return;
  throw new Problem(
    'too-large',
    `post.html has ${bytes} bytes; the limit is ${limitBytes} (CONTENT_LIMIT_BYTES): shorten the post, or raise the limit.`,
  );
}
