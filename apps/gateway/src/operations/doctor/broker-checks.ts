import { type ExaminedBroker, examineBroker, topologyOf } from '#messaging';
import type { BrokerSettings } from '#process';
import {
  type RabbitAccess,
  blockedCure,
  certificateChecks,
  connectionCure,
  rabbitAccess,
  rightsChecks,
} from './broker-cures.js';
import { type Check, fault, ok } from './check.js';

/** The broker and what lies in it; without one, that none is needed. */
export async function brokerChecks(
  broker: BrokerSettings | undefined,
  transport: string | null | undefined,
): Promise<Check[]> {
  if (!broker) return [withoutBroker(transport)];
  if (transport === 'embedded') {
    const cure = 'run "npm run transport -- --use rabbitmq" once no process runs without a broker.';
    return [fault('broker', 'RABBITMQ_URL is set, but the store is used without RabbitMQ.', cure)];
  }
  try {
    return checksOf(
      await examineBroker(broker.url, topologyOf({ prefix: broker.prefix })),
      rabbitAccess(broker),
    );
  } catch (error) {
    const { message } = error as Error;
    const cure = connectionCure(message, rabbitAccess(broker));
    return [fault('broker', `No connection: ${message}`, cure)];
  }
}

function checksOf(examined: ExaminedBroker, access: RabbitAccess): Check[] {
  const { version, faults, blocked, missingRights, certificateExpiry } = examined;
  return [
    blocked === undefined
      ? ok('broker', `RabbitMQ ${version}`)
      : fault('broker', `RabbitMQ takes nothing: ${blocked}.`, blockedCure(blocked)),
    ...rightsChecks(missingRights, access),
    topologyCheck(faults),
    ...certificateChecks(certificateExpiry),
    consumersCheck(examined),
    ...parkedChecks(examined.parked),
    ...(examined.parked === 0 ? [ok('parked', 'no message')] : []),
  ];
}

function consumersCheck({ consumers }: ExaminedBroker): Check {
  if (consumers > 0) return ok('deployers', `${consumers} consumers`);
  return fault('deployers', 'No deployer consumes wake-ups.', 'start a deployer.');
}

/** What waits for a person, wherever it is parked. */
export function parkedChecks(parked: number): Check[] {
  if (parked === 0) return [];
  const cure = 'inspect them with "newsletter parked list" (see docs/operating.md).';
  return [fault('parked', `${parked} messages are parked.`, cure)];
}

function withoutBroker(transport: string | null | undefined): Check {
  if (transport !== 'rabbitmq') return ok('broker', 'not needed: the embedded transport is in use');
  const cure = 'set RABBITMQ_URL, or run "npm run transport -- --use embedded".';
  return fault('broker', 'The store is used with RabbitMQ, but RABBITMQ_URL is not set.', cure);
}

function topologyCheck(faults: string[]): Check {
  if (faults.length === 0) return ok('topology', 'all exchanges and queues exist');
  const cure =
    'restart a deployer, which declares what is missing; drain and delete what has different arguments.';
  return fault('topology', `${faults.join('; ')}.`, cure);
}
