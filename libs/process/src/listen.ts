import type { INestApplication } from '@nestjs/common';
import { type WantedPort, findPort } from './free-port.js';

/**
 * Serves HTTP at the wanted port, or at the next free one if it was not set explicitly.
 * @returns the URL. @throws Error with the cure.
 */
export async function listen(app: INestApplication, wanted: WantedPort): Promise<string> {
  try {
    await app.listen(await findPort(wanted), wanted.host);
  } catch (error) {
    throw explained(error, wanted);
  }
  return app.getUrl();
}

function explained(error: unknown, { host, port, setting }: WantedPort): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
      return new Error(
        `This user is not allowed to open port ${port}. Set ${setting} to 1024 or above.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(
        `HOST ${host} is not an address of this machine. Set it to 127.0.0.1 or 0.0.0.0.`,
      );
    default:
      return error;
  }
}
