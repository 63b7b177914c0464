/** Figures of one round, by their names. */
export type Reading = Record<string, number>;

/** Somebody who is measured. */
export type Contestant = {
  name: string;
  /** One measured round. */
  round(): Promise<Reading>;
  /** Waits until what the round left behind is done, so that it does not weigh on the next one. */
  settle?(): Promise<void>;
};

/** Readings of all rounds, by the contestant's name. */
export type Readings = ReadonlyMap<string, readonly Reading[]>;
