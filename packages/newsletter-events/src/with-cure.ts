/** What RabbitMQ refuses, by its own words, and what readers can do about it. */
const CURES: [pattern: RegExp, cure: string][] = [
  [
    /inequivalent arg/,
    'Something else declared it: delete it once it is empty, or use another service.',
  ],
  [
    /Login was refused|PLAIN login refused/i,
    'Check user and password in the URL; write other characters than letters and digits as %20 and the like.',
  ],
  [
    /ConnectionOpenOk|access to vhost|vhost \S+ not found/,
    'The last part of the URL is the virtual host: ask the operator for the URL of the installation.',
  ],
  [
    /no exchange/,
    "Check the virtual host at the end of the URL, and prefix: it is the installation's RABBITMQ_PREFIX.",
  ],
  [
    /ACCESS_REFUSED/,
    'The name must begin as the rights of your user say: use such a service, or ask the operator for the right.',
  ],
];

/** The same error, with what to do if that is known. */
export function withCure(error: Error): Error {
  const cure = CURES.find(([pattern]) => pattern.test(error.message))?.[1];
  return cure ? new Error(`${error.message}. ${cure}`, { cause: error }) : error;
}
