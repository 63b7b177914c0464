import type { Logger } from 'pino';

/** Logs whether changed sites are in use now, or why not. */
export function logReload(log: Logger): (fault?: Error) => void {
  return (fault) => {
    if (!fault) log.info('The sites file was reloaded.');
    else
      log.error(
        `The changed sites file is invalid; the previous configuration stays in force.\n${fault.message}`,
      );
  };
}
