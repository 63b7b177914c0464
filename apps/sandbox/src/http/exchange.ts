import { Logger } from '@nestjs/common';
import type { Response } from 'express';
import type { Fault } from '../model/faults.js';
import type { Entry } from '../model/ledger.js';
import { Refusal } from '../model/refusal.js';
import { actInPortal } from '../model/portal.js';
import type { World } from '../model/world.js';
import { parseBody } from './body.js';
import { type Asked, type Target, match, nameOf } from './match.js';
import { trackIdOf } from './named-deployment.js';
import { type Reply, errorReply, successReply } from './reply.js';

const logger = new Logger('Sandbox');

/** One request and its response, recorded in the ledger as the caller sees it. */
export class Exchange {
  private readonly entry: Entry;

  constructor(
    private readonly world: World,
    private readonly asked: Asked,
    private readonly response: Response,
  ) {
    const trackId = trackIdOf(world, asked);
    this.entry = world.ledger.add({
      at: world.clock.now(),
      brand: asked.brand,
      call: nameOf(asked),
      status: 0,
      effect: false,
      ...(trackId ? { trackId } : {}),
    });
  }

  run(): void {
    const target = this.target();
    if (!target) return;
    const { name, brand } = target;
    const { trackId } = this.entry;
    const fault = this.world.faults.take({
      call: name,
      brand: brand.abbreviation,
      about: [trackId, this.world.deployments.get(trackId ?? '')?.name, this.asked.text],
    });
    if (!fault) return this.send(this.perform(target));
    this.entry.faulty = true;
    this.misbehave(target, fault);
  }

  private target(): Target | undefined {
    try {
      return match(this.world, this.asked);
    } catch (error) {
      this.send(this.refused(error, false));
      return undefined;
    }
  }

  /** Does the call's work, or returns why not. */
  private perform({ brand, path, call, xml }: Target, fault: Fault = {}): Reply {
    const { world, entry } = this;
    try {
      const body = parseBody(this.asked.text, xml);
      const answer = call({ world, brand, body, path, twist: fault });
      if (answer.trackId) entry.trackId = answer.trackId;
      world.ledger.done(entry, world.clock.now(), answer.did);
      if (fault.portal && entry.trackId) actInPortal(world, entry.trackId, fault.portal);
      if (this.asked.method !== 'GET') world.changed(entry.trackId);
      return successReply(answer, xml, world, brand.abbreviation);
    } catch (error) {
      return this.refused(error, xml);
    }
  }

  private refused(error: unknown, xml: boolean): Reply {
    if (!(error instanceof Refusal)) {
      logger.error(error);
      return errorReply(500, ['Internal error of the sandbox.'], xml, this.world.switches);
    }
    return errorReply(error.status, error.texts, xml, this.world.switches);
  }

  /** New kinds of faults go here or into `finish`, and into the type `Fault`. */
  private misbehave(target: Target, fault: Fault): void {
    const done = fault.when === 'after' ? this.perform(target, fault) : undefined;
    const finish = () => this.finish(target, fault, done);
    if (fault.delayMs) setTimeout(finish, fault.delayMs).unref();
    else finish();
  }

  private finish(target: Target, fault: Fault, done: Reply | undefined): void {
    if (fault.drop) return this.drop();
    if (fault.hang) return;
    if (fault.retryAfter) this.response.set('Retry-After', fault.retryAfter);
    const { status, text } = fault;
    const isAnswered = status === undefined && text === undefined;
    // Also if the caller has disconnected: the work is done anyway.
    if (isAnswered) return this.send(done ?? this.perform(target, fault));
    const texts = [text ?? 'Service unavailable.'];
    this.send(errorReply(status ?? 503, texts, target.xml, this.world.switches));
  }

  /** A reset instead of a response: the caller cannot know what was done. */
  private drop(): void {
    this.response.socket?.resetAndDestroy();
  }

  private send({ status, type, text }: Reply): void {
    this.entry.status = status;
    this.response.status(status).set('Content-Type', type).send(text);
  }
}
