import { startPair } from '../setup/postgres-pair.js';
import type { PostgresServer } from '../setup/postgres-server.js';
import type { PairTrouble } from './pair-trouble.js';

/** A primary and its standby under one URL, for the faults. */
export async function openPair(
  trouble: PairTrouble,
  isSynchronous: boolean,
): Promise<PostgresServer> {
  const pair = await startPair({ isSynchronous });
  trouble.pair = pair;
  const { primary, standby } = pair;
  const servers = `127.0.0.1:${standby.port},127.0.0.1:${primary.port}`;
  const url = `postgres://connector@${servers}/newsletters?target_session_attrs=read-write`;
  const close = async () => {
    await Promise.all([primary.remove(), standby.remove()]);
  };
  return { url, close };
}
