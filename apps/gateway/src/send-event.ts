import { postEvent } from './example/post-event.js';
import { eventUrl, signedHeaders } from './example/sign-event.js';
import { HELP, findSecret, overridesOf, readOptions } from './example/send-event-options.js';

/** Signs one example event, sends it, and prints the answer. */
async function sendEvent(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const options = readOptions(args, env);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { site, secret } = findSecret(options, env);
  const body = JSON.stringify(postEvent(overridesOf(options, site)));
  const url = eventUrl(options.url, site);
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: signedHeaders({ secret, body }),
  }).catch((error: Error) => {
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    throw new Error(`Nothing answers at ${url.href} (${cause}): start it with "npm start".`);
  });
  const answer = (await response.json()) as unknown;
  const shown = `POST ${url.pathname}: ${response.status}\n${JSON.stringify(answer, null, 2)}\n`;
  process.stdout.write(shown);
  return response.ok ? 0 : 1;
}

sendEvent(process.argv.slice(2), process.env)
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
