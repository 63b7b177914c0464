import { inWords } from '#deployment';
import type { Figures } from '#event-store';
import { type Check, fault } from './check.js';

const MOST_CONNECTIONS = 0.9;
const MOST_SPACE = 0.85;
const LAG_MS = 60_000;

type Server = Awaited<ReturnType<Figures['server']>>;

/** What the database server runs out of. */
export function serverChecks(server: Server, limitBytes: number | undefined): Check[] {
  const { connections, maxConnections, bytes } = server;
  const checks: Check[] = [];
  if (connections > maxConnections * MOST_CONNECTIONS) {
    const words = `PostgreSQL has ${connections} of ${maxConnections} connections in use.`;
    const cure = 'end what does not belong there (pg_stat_activity), or raise max_connections.';
    checks.push(fault('connections', words, cure));
  }
  if (limitBytes !== undefined && bytes > limitBytes * MOST_SPACE) {
    const words = `The database uses ${Math.round((bytes / limitBytes) * 100)} % of STORE_LIMIT_GB.`;
    const cure =
      'give it more space and raise STORE_LIMIT_GB, or lower SUPERSEDED_CONTENT_DAYS or OMEDA_CALL_DAYS.';
    checks.push(fault('space', words, cure));
  }
  return checks;
}

/** Whether announcements and wake-ups reach the broker. */
export function relayChecks({ ms, events }: { ms: number; events: number }): Check[] {
  if (ms < LAG_MS) return [];
  const words = `${events} events wait to be published, the oldest for ${inWords(ms)}.`;
  return [
    fault('relay', words, 'see the checks of the broker, and the log of gateways and deployers.'),
  ];
}

/** Whether a subscriber missed announcements. `prefix`: of the names in RabbitMQ. */
export function announcementChecks(refused: number, prefix: string): Check[] {
  if (refused === 0) return [];
  const words = `A subscriber's queue refused ${refused} announcements; all others got them.`;
  const cure = `look for a full queue with the overflow reject-publish that is bound to ${prefix}.events (rabbitmqctl list_queues name messages arguments), and have its owner consume it or use drop-head. What it missed is in GET /v1/events.`;
  return [fault('announcements', words, cure)];
}
