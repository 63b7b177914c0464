import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { asError } from '../as-error.js';
import type { NewsletterEvent } from '../event.js';
import type { NewsletterEventContext } from './context.js';

/** What the handler threw. */
export async function failureOf(
  handler: MessageHandler,
  event: NewsletterEvent,
  context: NewsletterEventContext,
): Promise<Error | undefined> {
  try {
    const answer: unknown = await handler(event, context);
    if (isObservable(answer)) await lastValueFrom(answer, { defaultValue: undefined });
    return undefined;
  } catch (error) {
    return asError(error);
  }
}
