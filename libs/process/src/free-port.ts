import { createServer } from 'node:net';

export class PortTaken extends Error {
  override name = 'PortTaken';
}

export type WantedPort = {
  port: number;
  host: string;
  /** This port was set explicitly: another one would be a surprise. */
  isPortNamed: boolean;
  /** The variable that sets it. */
  setting: string;
};

/**
 * The wanted port, or the next free one if it was not set explicitly.
 * @throws PortTaken with the cure.
 */
export async function findPort({ port, host, isPortNamed, setting }: WantedPort): Promise<number> {
  if (await isFree(port, host)) return port;
  if (isPortNamed) {
    throw new PortTaken(
      `Port ${port} on ${host} is in use. Stop what listens there, or set ${setting} to another port.`,
    );
  }
  for (let next = port + 1; next < port + 100; next += 1) {
    if (await isFree(next, host)) return next;
  }
  throw new PortTaken(
    `Ports ${port} to ${port + 99} on ${host} are in use. Set ${setting} to a free port.`,
  );
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    // An address that is not ours, or a port below 1024, is reported when listening there.
    probe.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'EADDRINUSE'));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
