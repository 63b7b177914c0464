import { EXIT } from './exit-code.js';

/** An error for the user; the message includes the cure. */
export class CliError extends Error {
  override name = 'CliError';

  constructor(
    message: string,
    readonly exitCode: number = EXIT.usage,
    /** The gateway's response, for `--json`. */
    readonly answer?: unknown,
  ) {
    super(message);
  }
}
