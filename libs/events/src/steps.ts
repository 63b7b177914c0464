/** The calls that move a deployment on. `await-audience` and `watch` only read. */
export const STEPS = [
  'create',
  'update',
  'audience',
  'await-audience',
  'content',
  'test',
  'schedule',
  'unschedule',
  'cancel',
  'watch',
] as const;

export type Step = (typeof STEPS)[number];

/** Steps that only ask Omeda; they run without a lease and record only what changed. */
export type ReadStep = 'await-audience' | 'watch';

/** Steps that change something at Omeda; each start is recorded, with a lease, before the call. */
export type EffectStep = Exclude<Step, ReadStep>;

/**
 * What a started step asks of Omeda, as recorded before the call: whoever settles a start without
 * an outcome knows from it what to look for.
 */
export type StepRequest =
  | {
      step: 'create';
      /**
       * Each looks first for what Omeda has with our marker. `search`: and makes none; `adopt`: take
       * over a known TrackId.
       */
      mode: 'create' | 'search' | 'search-then-create' | 'adopt';
      name: string;
      omedaTypeId: number;
      /** Instant asked for as DeploymentDate. */
      deploymentDate: string;
      settingsHash: string;
      detailsHash: string;
      /** Put into Notes, so that a search can tell our deployments apart. */
      marker: string;
      /** Candidates of a search are made at or after this instant. */
      since: string;
      adoptTrackId?: string;
      /** Nothing is to be made: only what may be there from before a backup is looked for. */
      seek?: boolean;
      /** What Omeda's content is compared with when one is taken over. */
      contentHash?: string;
    }
  | {
      step: 'update';
      trackId: string;
      name: string;
      deploymentDate: string;
      settingsHash: string;
      detailsHash: string;
    }
  | {
      step: 'audience';
      trackId: string;
      query: string;
      outputCriteria?: string;
      /** An earlier list failed to load and must be removed first. */
      removeFirst: boolean;
    }
  | { step: 'content'; trackId: string; contentHash: string }
  | { step: 'test'; trackId: string; contentHash: string; testsBefore: number }
  | {
      step: 'schedule';
      trackId: string;
      sendAt: string;
      immediately: boolean;
      /** Set where an older content call may land late: what Omeda has is compared first. */
      contentHash?: string;
      /** Set where a create was repeated: look once more for its twin before scheduling. */
      twinSearch?: { name: string; omedaTypeId: number; marker: string; since: string };
    }
  | { step: 'unschedule'; trackId: string }
  | { step: 'cancel'; trackId: string; twin: boolean };

export type RequestOf<S extends EffectStep> = Extract<StepRequest, { step: S }>;
