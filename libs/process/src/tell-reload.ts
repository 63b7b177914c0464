import type { Logger } from 'pino';

/** Says in the log whether sites that changed are in use now, or why not. */
export function tellReload(log: Logger): (fault?: Error) => void {
  return (fault) => {
    if (!fault) log.info('The sites file was read again: its changes are in use.');
    else
      log.error(
        `The sites file changed and is not taken; what was read before stays.\n${fault.message}`,
      );
  };
}
