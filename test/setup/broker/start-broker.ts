import type { Broker } from './broker.js';
import { hasDocker, startDockerBroker } from './docker-broker.js';
import { findBinary } from './find-binary.js';
import { canUnpack } from '../debian/unpack.js';
import { canInstall, installWithApt } from '../install-with-apt.js';
import { type MakeFolder, serverFolder } from '../server-folder.js';
import { startLocalBroker } from './local-broker.js';
import { givenProgram } from './own-program.js';
import { unpackedRabbitmq } from './unpacked-rabbitmq.js';

/**
 * A RabbitMQ that nothing else uses: BROKER_HOME's, or from this machine's binaries, or from docker, or from
 * Debian's packages, which root installs, and other users unpack in a cache folder.
 * @throws Error that says what to install.
 */
export async function startBroker(makeFolder: MakeFolder = serverFolder): Promise<Broker> {
  const given = await givenProgram();
  if (given) return startLocalBroker(given, makeFolder);
  const binary = await findBinary();
  if (binary) return startLocalBroker({ path: binary, env: {} }, makeFolder);
  if (await hasDocker()) return startDockerBroker();
  if (await canInstall()) {
    await installWithApt('rabbitmq-server');
    const installed = await findBinary();
    if (installed) return startLocalBroker({ path: installed, env: {} }, makeFolder);
  }
  if (await canUnpack()) return startLocalBroker(await unpackedRabbitmq(), makeFolder);
  throw new Error(
    'These specs need a RabbitMQ of their own, 3.10 or newer. Install rabbitmq-server ' +
      '(Debian: apt-get install rabbitmq-server; macOS: brew install rabbitmq), or start docker. ' +
      'Set RABBITMQ_URL for a server that the other specs may use.',
  );
}
