import { delayName } from './delays.js';

/** Routing headers of announcements at the exchange of single sites; public names. */
export const SITE_HEADERS = { site: 'nl-site', event: 'nl-event' };

/** The name of each exchange and queue; they are public: operators and subscribers use them. */
export type Names = ReturnType<typeof namesOf>;

export function namesOf(prefix: string) {
  return {
    prefix,
    /** Exchanges. */
    commands: `${prefix}.commands`,
    events: `${prefix}.events`,
    wakeUps: `${prefix}.wake-ups`,
    eventsBySite: `${prefix}.events.by-site`,
    dead: `${prefix}.dead`,
    unroutable: `${prefix}.unroutable`,
    /** Queues. */
    deployer: `${prefix}.deployer`,
    delayQueue: (ms: number) => `${prefix}.delay.${delayName(ms)}`,
    parked: `${prefix}.parked`,
    parkedRecord: `${prefix}.parked.record`,
  };
}
