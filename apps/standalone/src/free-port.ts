import { createServer } from 'node:net';

export class PortTaken extends Error {
  override name = 'PortTaken';
}

type Wanted = {
  port: number;
  host: string;
  /** Somebody named this port: another one would surprise them. */
  isNamed: boolean;
};

/**
 * The wanted port, or the next free one when nobody named it.
 * @throws PortTaken with the cure.
 */
export async function findPort({ port, host, isNamed }: Wanted): Promise<number> {
  if (await isFree(port, host)) return port;
  if (isNamed) {
    throw new PortTaken(
      `Port ${port} on ${host} is taken: stop what listens there, or set PORT to another one.`,
    );
  }
  for (let next = port + 1; next < port + 100; next += 1) {
    if (await isFree(next, host)) return next;
  }
  throw new PortTaken(
    `Ports ${port} to ${port + 99} on ${host} are taken: set PORT to a free one.`,
  );
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
