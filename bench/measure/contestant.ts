/** Figures of one round, by name. */
export type Reading = Record<string, number>;

/** A system that is measured. */
export type Contestant = {
  name: string;
  /** One measured round. */
  round(): Promise<Reading>;
  /** Waits until the work that the round left behind is done, so that it does not affect the next one. */
  settle?(): Promise<void>;
};

/** Readings of all rounds, by the contestant's name. */
export type Readings = ReadonlyMap<string, readonly Reading[]>;
