import { SecretVariableError, secretVariable } from '#sites';
import { CliError } from './cli-error.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import { type Asking, brokenOff, isConclusive, unreachable, withDoubt } from './no-answer.js';
import { type SentEvent, sentEvents } from './sent-events.js';

type Env = Record<string, string | undefined>;

const DEFAULT_URL = 'http://127.0.0.1:3000';

/** The gateway's REST interface, at NEWSLETTER_URL with NEWSLETTER_KEY. */
export class Api {
  /** @param options of the command: a fault of a field names the option that sent it. */
  constructor(
    private readonly env: Env,
    private readonly options: readonly string[] = [],
  ) {}

  /**
   * Sends a request to the gateway.
   * @param path from `/v1` on, its parts encoded
   * @throws CliError with the problem in the response, or how to reach a gateway.
   */
  async ask<T>(path: string, asking: Asking = {}): Promise<T> {
    const body = await bodyOf(await this.answered(path, asking), asking);
    if (!(body instanceof Foreign)) return body as T;
    throw new CliError(withDoubt(body.detail, asking), EXIT.failed);
  }

  /** The raw response. @throws CliError as `ask` does. */
  async text(path: string, asking: Asking): Promise<string> {
    return textOf(await this.answered(path, asking), asking);
  }

  /** The response as lines of JSON, as they arrive. @throws CliError as `ask` does. */
  async *lines<T>(path: string, asking: Asking): AsyncGenerator<T> {
    const response = await this.answered(path, asking);
    const decoder = new TextDecoder();
    let text = '';
    for await (const bytes of bytesOf(response, asking)) {
      const parts = (text + decoder.decode(bytes, { stream: true })).split('\n');
      text = parts.pop() ?? '';
      for (const part of parts) yield JSON.parse(part) as T;
    }
  }

  /** Server-sent events, until the stream ends. @throws CliError as `ask` does. */
  async *events(path: string, after?: string): AsyncGenerator<SentEvent> {
    const headers = after === undefined ? {} : { 'last-event-id': after };
    const ending = new AbortController();
    const response = await this.answered(path, { headers, signal: ending.signal });
    try {
      yield* sentEvents(bytesOf(response, {}));
    } finally {
      // Closes the connection if the caller stops early.
      ending.abort();
    }
  }

  private async answered(path: string, asking: Asking): Promise<Response> {
    const response = await this.send(path, asking);
    if (response.ok) return response;
    const { status } = response;
    const answer = await bodyOf(response, asking);
    const words = wordsOf(answer, status, this.options);
    const errorMessage = isConclusive(answer, status) ? words : withDoubt(words, asking);
    throw new CliError(errorMessage, exitCodeOf(status), answer);
  }

  get url(): string {
    const url = this.env['NEWSLETTER_URL']?.trim() || DEFAULT_URL;
    if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
    throw new CliError(`NEWSLETTER_URL is not a URL. Set it to one like ${DEFAULT_URL}.`);
  }

  /** @throws CliError if there is no response. */
  private async send(path: string, asking: Asking): Promise<Response> {
    const { method = 'GET', query = {}, body, headers: more = {}, signal } = asking;
    const url = new URL(path.slice(1), this.url.endsWith('/') ? this.url : `${this.url}/`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const headers = {
      authorization: `Bearer ${this.key()}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...this.actor(),
      ...more,
    };
    const init = {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    };
    return fetch(url, init).catch((error: Error) => {
      throw unreachable(url.origin, error, asking);
    });
  }

  private key(): string {
    const key = keyOf(this.env);
    if (/^[\x21-\x7e]+$/.test(key)) return key;
    throw new CliError(
      'NEWSLETTER_KEY is not set. Set it to a site key, or to an operator key for all sites. (The key of a local "npm start" is in secrets/operator-key of its data folder.)',
      EXIT['key-refused'],
    );
  }

  /** Names the person in the history. */
  private actor(): Record<string, string> {
    const given = this.env['NEWSLETTER_ACTOR']?.trim() || this.env['USER']?.trim();
    const name = given?.replace(/\p{Cc}/gu, '');
    return name ? { 'newsletter-actor': Buffer.from(name).toString('latin1') } : {};
  }
}

/** A response from another server at that address, in another format. */
class Foreign {
  readonly detail: string;

  constructor(text: string) {
    this.detail = `Not a response from a gateway: ${text.slice(0, 200)}`;
  }
}

async function bodyOf(response: Response, asking: Asking): Promise<unknown> {
  const text = await textOf(response, asking);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return new Foreign(text);
  }
}

async function textOf(response: Response, asking: Asking): Promise<string> {
  return response.text().catch(() => {
    throw brokenOff(asking);
  });
}

async function* bytesOf({ body }: Response, asking: Asking): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? [];
  } catch {
    throw brokenOff(asking);
  }
}

type Problem = { detail?: string; traceId?: string; errors?: Fault[] };
type Fault = { field: string; problem: string; cure: string };

function wordsOf(answer: unknown, status: number, options: readonly string[]): string {
  const { detail, errors = [], traceId } = (answer ?? {}) as Problem;
  const named = errors.map((fault) => ({ ...fault, field: optionOf(fault.field, options) }));
  const faults = named.map(({ field, problem, cure }) => `  ${field} ${problem}. ${cure}`);
  const trace = traceId && status >= 500 ? [`  (traceId ${traceId})`] : [];
  if (faults.length > 0)
    return [`Invalid: ${named.map(({ field }) => field).join(', ')}.`, ...faults, ...trace].join(
      '\n',
    );
  return [detail ?? `The gateway responded with ${status}.`, ...faults, ...trace].join('\n');
}

function keyOf(env: NodeJS.ProcessEnv): string {
  try {
    return secretVariable(env, 'NEWSLETTER_KEY') ?? '';
  } catch (error) {
    if (!(error instanceof SecretVariableError)) throw error;
    throw new CliError(error.message, EXIT['key-refused']);
  }
}

/** `--send-from` for `sendFrom`, if the command has it. */
function optionOf(field: string, options: readonly string[]): string {
  const name = field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return options.includes(name) ? `--${name}` : field;
}
