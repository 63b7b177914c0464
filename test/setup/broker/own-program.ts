import { resolve } from 'node:path';
import { findBinary } from './find-binary.js';
import type { RabbitmqProgram } from './rabbitmq-program.js';
import { programIn, unpackedRabbitmq } from './unpacked-rabbitmq.js';

/** Another release than this machine's: the tree of Debian's packages that BROKER_HOME names. */
export async function givenProgram(): Promise<RabbitmqProgram | undefined> {
  const root = process.env['BROKER_HOME']?.trim();
  return root ? programIn(resolve(root)) : undefined;
}

/** A RabbitMQ to start here, without docker. @throws Error that says why there is none. */
export async function ownProgram(): Promise<RabbitmqProgram> {
  const given = await givenProgram();
  if (given) return given;
  const path = await findBinary();
  return path ? { path, env: {} } : unpackedRabbitmq();
}
