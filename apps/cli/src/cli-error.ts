import { EXIT } from './exit-code.js';

/** Something that a person must do otherwise: the message names it with its cure. */
export class CliError extends Error {
  override name = 'CliError';

  constructor(
    message: string,
    readonly exitCode: number = EXIT.usage,
    /** The gateway's answer, for `--json`. */
    readonly answer?: unknown,
  ) {
    super(message);
  }
}
