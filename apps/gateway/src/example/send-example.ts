import { postEvent } from './post-event.js';
import { HELP, findSecret, overridesOf, readOptions } from './send-event-options.js';
import { eventUrl, signedHeaders } from './sign-event.js';

export type Sent = { isTaken: boolean; output: string };

/**
 * Signs one example event, sends it, and returns the response.
 * @throws Error with the cure if nothing responds or no secret is found.
 */
export async function sendExample(args: string[], env: NodeJS.ProcessEnv): Promise<Sent> {
  const options = readOptions(args, env);
  if (options.help) return { isTaken: true, output: HELP };
  const { site, secret } = findSecret(options, env);
  const body = JSON.stringify(postEvent(overridesOf(options, site)));
  const url = eventUrl(options.url, site);
  const headers = signedHeaders({ secret, body });
  const response = await fetch(url, { method: 'POST', body, headers }).catch((error: Error) => {
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    throw new Error(`Cannot reach a gateway at ${url.href} (${cause}). Start it with "npm start".`);
  });
  const answer = JSON.stringify(parsed(await response.text()), null, 2);
  const output = `POST ${url.pathname}: ${response.status}\n${answer}\n`;
  return { isTaken: response.ok, output };
}

/** Another server may respond at that address, in another format. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 500);
  }
}
