/** What a user wants from RabbitMQ, without the password. */
export type RabbitAccess = { user: string; vhost: string; prefix: string };

export function rabbitAccess(url: string, prefix: string): RabbitAccess {
  const { username, pathname } = new URL(url);
  const vhost = decodeURIComponent(pathname.slice(1)) || '/';
  return { user: decodeURIComponent(username) || 'guest', vhost, prefix };
}

/** The command that grants exactly the rights that are needed. */
export function grant({ user, vhost, prefix }: RabbitAccess): string {
  const ours = `'^${prefix.replaceAll('.', '\\.')}\\..*'`;
  return `rabbitmqctl set_permissions -p '${vhost}' '${user}' ${ours} ${ours} ${ours}`;
}

const PORTS =
  "RabbitMQ's ports are 5672 for amqp:// and 5671 for amqps://, unless configured otherwise";

/** By the message of RabbitMQ, Node, or OpenSSL while connecting; the first match. */
const CURES: readonly [RegExp, (access: RabbitAccess) => string][] = [
  [
    /vhost .*not found/i,
    (access) =>
      `run "rabbitmqctl add_vhost '${access.vhost}'", then give the rights: "${grant(access)}".`,
  ],
  [/limit/i, () => 'raise the limit of connections, or end those that nobody needs.'],
  [/vhost .* is down/i, ({ vhost }) => `run "rabbitmqctl restart_vhost -p '${vhost}'".`],
  [/NOT.ALLOWED/i, (access) => `give user ${access.user} its rights: "${grant(access)}".`],
  [
    /Login was refused|authentication mechanism/i,
    ({ user }) =>
      `correct user and password in RABBITMQ_URL, or run "rabbitmqctl change_password '${user}' …".`,
  ],
  [
    /may not declare it/,
    (access) =>
      `start a process whose user may declare it, import the definitions ("npm run definitions"), or run "${grant(access)}".`,
  ],
  [/ACCESS.REFUSED/i, (access) => `run "${grant(access)}".`],
  [/RABBITMQ_(CA|CERT|KEY)_FILE/, () => 'correct the file, or the variable and restart.'],
  [
    /self.signed|local issuer|unable to verify|unable to get issuer/i,
    () => 'set RABBITMQ_CA_FILE to the certificate of the authority that signed RabbitMQ’s.',
  ],
  [
    /does not match certificate|altnames/i,
    () => 'use a host name in RABBITMQ_URL that RabbitMQ’s certificate contains.',
  ],
  [/certificate has expired/i, () => 'renew RabbitMQ’s certificate and restart its listener.'],
  [
    /alert (bad certificate|certificate required|handshake failure|unknown ca)|certificate required/i,
    () =>
      'set RABBITMQ_CERT_FILE and RABBITMQ_KEY_FILE to a certificate that RabbitMQ trusts, and its key.',
  ],
  [
    /wrong version number|packet length too long|record layer/i,
    () => `that port does not speak TLS. Correct it, or use amqp://. ${PORTS}.`,
  ],
  [
    /closed abruptly|ECONNRESET|Unexpected close|frame|socket hang up/i,
    () =>
      `what responds there is not RabbitMQ’s AMQP listener, or it is one for amqps://. ${PORTS}.`,
  ],
  [/ENOTFOUND|EAI_AGAIN/, () => 'correct the host name in RABBITMQ_URL, or the DNS.'],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/,
    () => 'check host and port in RABBITMQ_URL, and the network and firewalls between.',
  ],
  [
    /INTERNAL.ERROR|\b541\b/,
    () =>
      'look at RabbitMQ’s log and "rabbitmqctl cluster_status": a majority of its nodes must run.',
  ],
];

/** What to do about the message of a failed connection. */
export function connectionCure(words: string, access: RabbitAccess): string {
  const [, cure] = CURES.find(([pattern]) => pattern.test(words)) ?? [];
  return cure?.(access) ?? 'start RabbitMQ, or correct host and port in RABBITMQ_URL.';
}
