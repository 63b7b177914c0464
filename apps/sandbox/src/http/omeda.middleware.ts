import type { NextFunction, Request, Response } from 'express';
import type { Fault } from '../model/faults.js';
import { Refusal } from '../model/refusal.js';
import type { BrandState, World } from '../model/world.js';
import { parseBody } from './body.js';
import { type Reply, errorReply, successReply } from './reply.js';
import { ROUTES } from './routes.js';

const ROOT = /^\/webservices\/rest\/brand\/([^/]+)\/(.*)$/;
const FORBIDDEN = 'The AppId submitted is forbidden access.';

type Matched = { name: string; brand: BrandState; path: string[]; xml: boolean };

/** Answers every call below `/webservices/rest/brand/` as Omeda documents it. */
export function omeda(world: World) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const matched = ROOT.exec(request.path);
    if (!matched) return next();
    const [, brand = '', rest = ''] = matched;
    const text = typeof request.body === 'string' ? request.body : '';
    new Exchange(world, { brand: decodeURIComponent(brand), rest, text }, request, response).run();
  };
}

type Asked = { brand: string; rest: string; text: string };

class Exchange {
  constructor(
    private readonly world: World,
    private readonly asked: Asked,
    private readonly request: Request,
    private readonly response: Response,
  ) {}

  run(): void {
    try {
      const matched = this.match();
      const { name, brand } = matched;
      const request = `${this.asked.rest} ${this.asked.text}`;
      const fault = this.world.faults.take({ call: name, brand: brand.abbreviation, request });
      if (fault) this.fail(matched, fault);
      else this.send(this.perform(matched));
    } catch (error) {
      this.send(this.refused(error, false));
    }
  }

  private match(): Matched {
    const brand = this.authenticated();
    const segments = this.asked.rest.split('/').map(decodeURIComponent);
    // Leaving the asterisk out is a malformed URL.
    if (segments.at(-1) !== '*') throw new Refusal(404, ['The requested URL was not found.']);
    const path = segments.slice(0, -1);
    const candidates = ROUTES.filter((route) => route.path.test(path.join('/')));
    const route = candidates.find(({ method }) => method === this.request.method);
    if (!route && candidates.length > 0) throw new Refusal(405, ['Method Not Allowed']);
    if (!route) throw new Refusal(404, ['The requested URL was not found.']);
    return { name: route.name, brand, path, xml: route.xml === true };
  }

  private authenticated(): BrandState {
    const brand = this.world.brands.get(this.asked.brand);
    const key = this.request.get('x-omeda-appid') ?? '';
    if (!brand || brand.appIdRevoked || !brand.appIds.includes(key)) {
      throw new Refusal(403, [FORBIDDEN]);
    }
    return brand;
  }

  /** Does the call's work and enters it into the ledger. */
  private perform({ name, brand, path, xml }: Matched): Reply {
    const route = ROUTES.find((known) => known.name === name);
    try {
      const body = parseBody(this.asked.text, xml);
      const answer = route?.call({ world: this.world, brand, body, path }) ?? {};
      this.enter(name, 200, true, answer.trackId);
      return successReply(answer, xml, this.world.switches);
    } catch (error) {
      const reply = this.refused(error, xml);
      this.enter(name, reply.status, false);
      return reply;
    }
  }

  private refused(error: unknown, xml: boolean): Reply {
    if (!(error instanceof Refusal)) throw error;
    return errorReply(error.status, error.texts, xml, this.world.switches);
  }

  private fail(matched: Matched, fault: Fault): void {
    const reply = fault.when === 'after' ? this.perform(matched) : undefined;
    if (!reply) this.enter(matched.name, fault.status ?? 0, false);
    const finish = () => this.answerFault(matched, fault, reply);
    if (fault.delayMs) setTimeout(finish, fault.delayMs).unref();
    else finish();
  }

  private answerFault({ xml }: Matched, fault: Fault, reply: Reply | undefined): void {
    if (fault.drop) {
      this.response.destroy();
      return;
    }
    if (fault.retryAfter) this.response.set('Retry-After', fault.retryAfter);
    const isMere = fault.status === undefined && fault.text === undefined && reply !== undefined;
    const texts = [fault.text ?? 'Service unavailable.'];
    this.send(isMere ? reply : errorReply(fault.status ?? 503, texts, xml, this.world.switches));
  }

  private enter(call: string, status: number, effect: boolean, trackId?: string): void {
    this.world.ledger.add({
      at: this.world.clock.now(),
      brand: this.asked.brand,
      call,
      status,
      effect,
      ...(trackId ? { trackId } : {}),
    });
  }

  private send({ status, type, text }: Reply): void {
    this.response.status(status).set('Content-Type', type).send(text);
  }
}
