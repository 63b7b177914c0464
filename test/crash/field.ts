import type { PostgresServer as Server } from '../setup/postgres-server.js';
import type { Broker } from './broker.js';
import type { Member } from './member.js';
import type { Office } from './office.js';

/** What is struck beside our processes, or in their place. */
export type Field = {
  openBroker?: () => Promise<Broker>;
  /** Kills and stops of processes; else six for ten newsletters. */
  mostStrikes?: number;
  /** At least so long between two of them, in milliseconds. */
  betweenStrikesMs?: number;
  openServer?: () => Promise<Server>;
  trouble?: Trouble;
  /** Each with a brand of its own; else three. */
  sites?: readonly string[];
  /**
   * So long a newsletter stays as its last event left it, in milliseconds: then it is judged, and its post is trashed.
   * Without it, all stay to the end, and are judged then.
   */
  staysMs?: number;
  /** All processes are up. */
  started?: (members: readonly Member[]) => void;
  /** Events that were answered with 202 may be gone from the store; what their newsletters want may not. */
  mayForget?: boolean;
  /** When all has come to rest. */
  atTheEnd?: (office: Office) => Promise<void>;
};

export type Trouble = {
  /** Goes on until it is told to end. */
  run(scene: Scene): Promise<void>;
  end(): void;
  /** A newsletter that has this share of all before it waits until then. */
  mayBegin?(share: number): Promise<void>;
};

export type Scene = {
  gateway: string;
  /** WordPress sends the state of all its newsletters again. */
  sendAgain(): Promise<void>;
};
