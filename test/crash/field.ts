import type { PostgresServer as Server } from '../setup/postgres-server.js';
import type { Broker } from './broker.js';
import type { Member } from './member.js';
import type { Office } from './office.js';

/** Faults beside those of our processes, or in their place. */
export type Field = {
  openBroker?: () => Promise<Broker>;
  /** Kills and stops of processes; by default, six for ten newsletters. */
  mostStrikes?: number;
  /** The minimum between two of them, in milliseconds. */
  betweenStrikesMs?: number;
  openServer?: () => Promise<Server>;
  trouble?: Trouble;
  /** Each with its own brand; by default, three. */
  sites?: readonly string[];
  /**
   * How long a newsletter stays unchanged after its last event, in milliseconds: then it is judged and trashed.
   * Without it, all stay to the end, and are judged then.
   */
  staysMs?: number;
  /** All processes are running. */
  started?: (members: readonly Member[]) => void;
  /** Events that got a 202 may be gone from the store; what their newsletters want may not. */
  mayForget?: boolean;
  /** When everything has come to rest. */
  atTheEnd?: (office: Office) => Promise<void>;
};

export type Trouble = {
  /** Continues until it is stopped. */
  run(scene: Scene): Promise<void>;
  end(): void;
  /** A newsletter with this position among all waits until then. */
  mayBegin?(share: number): Promise<void>;
};

export type Scene = {
  gateway: string;
  /** WordPress sends the state of all its newsletters again. */
  sendAgain(): Promise<void>;
};
