/** One node of RabbitMQ. `url` contains a password and is never shown: `name` is. */
export type Address = { url: string; name: string };

const FORM = 'amqp://user:password@host:5672/vhost';
const SEVERAL = 'amqp://user:password@a:5672/vhost,amqp://user:password@b:5672/vhost';
/** A comma in a password separates nothing. */
const SEPARATOR = /,\s*(?=[a-z][a-z0-9+.-]*:\/\/)/i;
const PORTS: Record<string, number> = { 'amqp:': 5672, 'amqps:': 5671 };
const PARAMETERS = ['heartbeat', 'channelMax', 'frameMax', 'maxFrameSize', 'locale'];
/** RabbitMQ's own clients read these from the URL; amqplib silently ignores them. */
const FILES: Record<string, string> = {
  cacertfile: 'RABBITMQ_CA_FILE',
  certfile: 'RABBITMQ_CERT_FILE',
  keyfile: 'RABBITMQ_KEY_FILE',
};
/** The broker counts as dead after two of these without traffic, in seconds; RabbitMQ's default is a minute. */
const HEARTBEAT_S = 10;

/**
 * The addresses in RABBITMQ_URL, separated by commas.
 * @throws Error with the cure, and without the URL.
 */
export function addressesOf(given: string): Address[] {
  return given.split(SEPARATOR).map((part) => addressOf(part.trim()));
}

function addressOf(part: string): Address {
  const place = part.replace(/^([a-z]+:\/\/)?(.*@)?/i, '');
  if (place.includes(',')) {
    throw new Error(
      `RABBITMQ_URL has a comma in a host or virtual host. Write each address in full: ${SEVERAL} ` +
        '(a comma in a virtual host is %2C).',
    );
  }
  const url = URL.canParse(part) ? new URL(part) : undefined;
  const port = url && PORTS[url.protocol];
  if (!url?.hostname || !port) {
    throw new Error(
      `RABBITMQ_URL is not an AMQP URL. Set it to ${FORM}, or to several, separated by commas.`,
    );
  }
  for (const parameter of url.searchParams.keys()) assertKnown(parameter);
  if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', String(HEARTBEAT_S));
  const vhost = url.pathname.length > 1 ? url.pathname : '';
  return {
    url: url.href,
    name: `${url.protocol}//${url.hostname}:${url.port || port}${vhost}`,
  };
}

function assertKnown(parameter: string): void {
  if (PARAMETERS.includes(parameter)) return;
  const file = FILES[parameter];
  const cure = file
    ? `Remove it and set ${file} to that file.`
    : `Remove it; it may be ${PARAMETERS.join(', ')}.`;
  throw new Error(`RABBITMQ_URL has a parameter '${parameter}', which is not supported. ${cure}`);
}
