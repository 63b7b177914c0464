import { EventEmitter } from 'node:events';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { faultOfWakeUp } from './check-wake-up.js';
import { WakeUpContext } from './wake-up-context.js';
import { type WakeUp, type WakeUpOutcome, rejected } from './wake-up.js';

/** Something a transport delivered, perhaps not even a wake-up. */
export type Delivery = { pattern: string; message: unknown; deliveries: number };

/** The result of a delivery: the handler's outcome, or what it threw. */
export type Verdict = WakeUpOutcome | { kind: 'failed'; error: unknown };

/** A wake-up set aside for a person. If it was malformed, `wakeUp` is whatever arrived. */
export type Parked = { wakeUp: unknown; reason: string };

export type WakeUpStrategyEvents = {
  /** The handler returned `done` or `later`. */
  handled: (wakeUp: WakeUp, outcome: WakeUpOutcome) => void;
  /** The handler threw; the wake-up is redelivered unless it was parked for it. */
  failed: (wakeUp: WakeUp, error: unknown) => void;
  parked: (parked: Parked) => void;
  /** Not delivered: a newer wake-up of the same deployment was delivered before. */
  dropped: (wakeUp: WakeUp) => void;
};

/** How often a wake-up is delivered before it counts as poison and is parked. */
export const DELIVERY_LIMIT = 5;

/**
 * What all transports of wake-ups have in common: finding the handler, running it, and distinguishing its
 * outcome from its failure. How to carry out a verdict is up to each transport.
 */
export abstract class WakeUpStrategy
  extends Server<WakeUpStrategyEvents, 'attached' | 'detached'>
  implements CustomTransportStrategy
{
  abstract override readonly transportId: symbol;
  /** Nest need not log what a handler throws: it is handled here. */
  override readonly propagatesEventHandlerErrors = true;
  private readonly emitter = new EventEmitter();
  private isAttached = false;

  /** Whether wake-ups are being consumed right now; a connection alone is not enough. */
  get attached(): boolean {
    return this.isAttached;
  }

  /** Takes nothing new, and resolves when what is in progress is finished or its time is up. */
  abstract drain(): Promise<void>;

  override on<K extends keyof WakeUpStrategyEvents, C extends WakeUpStrategyEvents[K]>(
    event: K,
    callback: C,
  ): void {
    this.emitter.on(event, callback);
  }

  protected emit<K extends keyof WakeUpStrategyEvents>(
    event: K,
    ...args: Parameters<WakeUpStrategyEvents[K]>
  ): void {
    this.emitter.emit(event, ...args);
  }

  /** Somebody must check what is parked, so it is logged. */
  protected logParked(parked: Parked, about: Partial<WakeUp> = {}): void {
    const { deploymentId: deployment, site, brand, step, attempt } = about;
    const msg = `A wake-up is parked: ${parked.reason}`;
    this.logger.error({ msg, deployment, site, brand, step, attempt });
    this.emit('parked', parked);
  }

  protected setAttached(attached: boolean): void {
    this.isAttached = attached;
    this._status$.next(attached ? 'attached' : 'detached');
  }

  /** Runs the handler of the pattern. Never rejects: what is thrown is a verdict, too. */
  protected async dispatch({ pattern, message, deliveries }: Delivery): Promise<Verdict> {
    const fault = faultOfWakeUp(message);
    if (fault) return rejected(fault);
    const handler = this.getHandlerByPattern(pattern);
    if (!handler) return rejected(`No handler for '${pattern}'`);
    try {
      const context = new WakeUpContext([pattern, deliveries]);
      return asOutcome(await settled(await handler(message, context)), pattern);
    } catch (error) {
      return { kind: 'failed', error };
    }
  }
}

function settled(answer: unknown): Promise<unknown> {
  if (!isObservable(answer)) return Promise.resolve(answer);
  return lastValueFrom(answer, { defaultValue: undefined });
}

/** A result that is no outcome would be the same next time: it is not worth another delivery. */
function asOutcome(answer: unknown, pattern: string): WakeUpOutcome {
  const outcome = (answer ?? {}) as Partial<Record<string, unknown>>;
  if (outcome['kind'] === 'done') return { kind: 'done' };
  if (outcome['kind'] === 'later' && Number.isFinite(outcome['delayMs'])) {
    return { kind: 'later', delayMs: Math.max(0, Number(outcome['delayMs'])) };
  }
  if (outcome['kind'] === 'rejected') return rejected(String(outcome['reason']));
  return rejected(
    `The handler of '${pattern}' returned no outcome: ${JSON.stringify(answer) ?? 'nothing'}`,
  );
}
