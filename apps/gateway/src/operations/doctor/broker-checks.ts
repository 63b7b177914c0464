import {
  type Examined,
  type ExaminedAddress,
  type ExaminedBroker,
  type RabbitAccess,
  type RabbitConnection,
  addressesOf,
  clientCertificateExpiry,
  connectionCure,
  examineBroker,
  examineConnection,
  rabbitAccess,
  topologyOf,
} from '#messaging';
import type { BrokerSettings } from '#process';
import { blockedCure, rightsChecks } from './broker-cures.js';
import { certificateChecks } from './certificate-checks.js';
import { type Check, fault, ok, warning } from './check.js';
import { queueChecks } from './queue-checks.js';

const RENEW = 'renew it on each node: RabbitMQ shows the new one within two minutes.';

/** The broker and its contents, over `connection` if given; without a broker, that none is needed. */
export async function brokerChecks(
  broker: BrokerSettings | undefined,
  transport: string | null | undefined,
  connection?: RabbitConnection,
): Promise<Check[]> {
  if (!broker) return [withoutBroker(transport)];
  if (transport === 'embedded') {
    const cure = 'run "npm run transport -- --use rabbitmq" once no process runs without a broker.';
    return [fault('broker', 'RABBITMQ_URL is set, but the store is used without RabbitMQ.', cure)];
  }
  const { prefix, ...access } = broker;
  const present = connection && (await examineConnection(connection));
  const examined =
    present ?? (await examineBroker({ ...access, topology: topologyOf({ prefix }) }));
  const queues = examined.broker ? await queueChecks(broker) : [];
  return [...addressChecks(examined, broker), ...brokerPartChecks(examined, broker), ...queues];
}

function brokerPartChecks(
  { broker: examined }: Examined,
  { url, prefix }: BrokerSettings,
): Check[] {
  const [first] = addressesOf(url);
  if (!examined || !first) return [];
  const { faults, missingRights } = examined;
  return [
    ...rightsChecks(missingRights, rabbitAccess(first.url, prefix)),
    topologyCheck(faults),
    consumersCheck(examined),
    ...parkedChecks(examined.parked),
    ...(examined.parked === 0 ? [ok('parked', 'no message')] : []),
  ];
}

/** The broker as a whole, then each address that does not respond, and certificates. */
function addressChecks({ addresses, broker }: Examined, settings: BrokerSettings): Check[] {
  const accesses = addressesOf(settings.url).map(({ url }) => rabbitAccess(url, settings.prefix));
  const away = addresses.flatMap((one, index) => awayCheck(one, accesses[index]!, !broker));
  const reached = addresses.find(({ fault: why }) => why === undefined);
  return [
    ...(broker && reached ? [stateCheck(broker, reached, addresses)] : []),
    ...away,
    ...addresses.flatMap(({ address, certificateExpiry }) =>
      certificateChecks(certificateExpiry, address, RENEW),
    ),
    ...ownCertificateChecks(settings),
  ];
}

function stateCheck(
  { version, blocked }: ExaminedBroker,
  { address }: ExaminedAddress,
  { length }: ExaminedAddress[],
): Check {
  const others = length > 1 ? `, the first to respond of ${length} addresses` : '';
  return blocked === undefined
    ? ok('broker', `RabbitMQ ${version} at ${address}${others}`)
    : fault('broker', `RabbitMQ blocks publishers: ${blocked}.`, blockedCure(blocked));
}

/** One of several is no fault while another responds. */
function awayCheck(
  { address, fault: why }: ExaminedAddress,
  access: RabbitAccess,
  isAll: boolean,
): Check[] {
  if (why === undefined) return [];
  const words = `No connection to ${address}: ${why}`;
  const cure = `${connectionCure(why, access)} Saves are still accepted.`;
  return [isAll ? fault('broker', words, cure) : warning('broker address', words, cure)];
}

function ownCertificateChecks({ tls = {} }: BrokerSettings): Check[] {
  const cure = 'renew it in RABBITMQ_CERT_FILE; the next connection reads it.';
  try {
    return certificateChecks(clientCertificateExpiry(tls), 'this connector for RabbitMQ', cure);
  } catch (error) {
    return [fault('certificate', (error as Error).message, 'correct the file.')];
  }
}

function consumersCheck({ consumers }: ExaminedBroker): Check {
  if (consumers > 0)
    return ok('deployers', consumers === 1 ? '1 consumer' : `${consumers} consumers`);
  const cure = 'start a deployer; if one runs, its /health/ready says why it does not consume.';
  return fault('deployers', 'No deployer consumes wake-ups.', cure);
}

/** What is parked, in any transport. */
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
    'deployers declare what is missing within a minute; if their user may not, import the output of "npm run definitions". Drain and delete what has different arguments.';
  return fault('topology', `${faults.join('; ')}.`, cure);
}
