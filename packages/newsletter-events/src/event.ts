import type { AnyEvent, EventsByName } from './generated.js';

/** The name of an event: its routing key, such as `deployment.scheduled`. */
export type EventName = keyof EventsByName;

/** Any event; `type` determines the type of `data`. */
export type NewsletterEvent = AnyEvent & { site: string };

/** One kind of event: `EventOf<'deployment.scheduled'>`. */
export type EventOf<Name extends EventName> = EventsByName[Name] & { site: string };

/** The routing key: `deployment.scheduled` of `newsletter.deployment.scheduled.v1`; that of a `.v2` ends in `.v2`. */
export function nameOf({ type }: { type: string }): string {
  return type.replace(/^newsletter\./, '').replace(/\.v1$/, '');
}

/** Events announced before 0.2.0 name their site only in `source`. */
export function withSite(event: AnyEvent): NewsletterEvent {
  const site = event.site ?? decodeURIComponent(event.source.replace(/^\/sites\//, ''));
  return { ...event, site };
}
