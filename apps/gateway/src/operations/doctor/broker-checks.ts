import { examineBroker, topologyOf } from '#messaging';
import type { BrokerSettings } from '#process';
import { type Check, fault, ok, warning } from './check.js';

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
    const { version, faults, consumers, parked } = await examineBroker(
      broker.url,
      topologyOf({ prefix: broker.prefix }),
    );
    return [
      ok('broker', `RabbitMQ ${version}`),
      topologyCheck(faults),
      consumers > 0
        ? ok('deployers', `${consumers} consumers`)
        : warning('deployers', 'No deployer consumes wake-ups.', 'start a deployer.'),
      parked === 0
        ? ok('parked', 'no message')
        : warning(
            'parked',
            `${parked} messages are parked.`,
            'inspect them with "newsletter parked list" (see docs/operating.md).',
          ),
    ];
  } catch (error) {
    const cure = 'start RabbitMQ, or correct RABBITMQ_URL. Saves are still accepted.';
    return [fault('broker', `No connection: ${(error as Error).message}`, cure)];
  }
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
