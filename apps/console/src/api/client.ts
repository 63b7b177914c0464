/** What went wrong, in the gateway's words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The last word of the problem's type. */
    readonly code?: string,
  ) {
    super(message);
  }
}

/** Called with the gateway's words when a response says that nobody is signed in any more. */
let onEnd: ((words: string) => void) | undefined;

export function whenSessionEnds(listener: typeof onEnd): void {
  onEnd = listener;
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, signal ? { signal } : {});
}

export async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch(inWords);
  if (!response.ok) {
    const error = await errorOf(response);
    if (error.status === 401) onEnd?.(error.message);
    throw error;
  }
  return (await response.json().catch(inWords)) as T;
}

/**
 * The message for a failed action. Only the gateway's own words say whether it was done, except for
 * an internal error.
 */
export function wordsOfAction(problem: Error): string {
  const code = problem instanceof ApiError ? problem.code : undefined;
  const isSaid = code !== undefined && code !== 'server-fault';
  return isSaid ? problem.message : `${problem.message} ${MAYBE_DONE}`;
}

const MAYBE_DONE = 'The request may still have taken effect. Check before you retry.';

/** Without a response, browsers use words of their own, which help nobody. */
function inWords(error: Error): never {
  throw error instanceof TypeError ? new Error('The gateway cannot be reached.') : error;
}

type ProblemBody = { type?: string; detail?: string; because?: string };

async function errorOf(response: Response): Promise<ApiError> {
  const { type, detail, because } = (await response.json().catch(() => ({}))) as ProblemBody;
  const words = because ?? detail ?? `The gateway responded ${response.status}.`;
  return new ApiError(response.status, words, type?.split(':').at(-1));
}
