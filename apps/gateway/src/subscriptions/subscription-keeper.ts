import { Inject, Injectable } from '@nestjs/common';
import {
  DeliveryLog,
  type DeliveryQuery,
  RecentAppends,
  type Subscription,
  Subscriptions,
} from '#event-store';
import { AddressGuard, newSecret } from '#webhooks';
import { UID } from '../fields/rules.js';
import { BEYOND_THE_END } from '../feed/feed-faults.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { Problem, notFound, refuseFaults } from '../problem/problem.js';
import type { SubscriptionDto } from './subscription.dto.js';

/** Each is delivered to separately: this many are no load. */
const MOST = 100;

/** Manages webhook subscriptions. A secret is shown once, to the caller that had it made. */
@Injectable()
export class SubscriptionKeeper {
  private readonly guard: AddressGuard;

  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly log: DeliveryLog,
    private readonly tail: RecentAppends,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {
    this.guard = new AddressGuard(settings.webhooks.allowedNetworks);
  }

  /** @throws Problem for an address that must not be called, an unknown site, or one too many. */
  async add({ url, types, sites, after }: SubscriptionDto, by: string) {
    this.refuse(url, sites ?? []);
    // Else nothing would come until the feed is that long, silently.
    const isBeyond = after != null && BigInt(after) > BigInt((await this.tail.end()).position);
    refuseFaults('invalid-request', isBeyond ? [BEYOND_THE_END] : []);
    const secret = newSecret();
    // Normalized as it is called: without line breaks, or a host that looks like another one.
    const { href } = new URL(url);
    const given = { url: href, types: types ?? [], sites: sites ?? [], secret, by };
    const added = await this.subscriptions.add({ ...given, ...(after ? { after } : {}) }, MOST);
    if (added) return { ...added, secret };
    throw new Problem('not-now', `There are ${MOST} subscriptions already: remove one first.`);
  }

  list(): Promise<Subscription[]> {
    return this.subscriptions.list();
  }

  async show(id: string): Promise<Subscription> {
    return this.found(id, (known) => this.subscriptions.find(known));
  }

  async remove(id: string): Promise<Subscription> {
    return this.found(id, (known) => this.subscriptions.remove(known));
  }

  async enable(id: string): Promise<Subscription> {
    return this.found(id, (known) => this.subscriptions.enable(known));
  }

  /** Reads it only if it was disabled before: a change is returned even if the store is lost after it. */
  async disable(id: string, by: string): Promise<Subscription> {
    return this.found(id, async (known) => {
      const disabled = await this.subscriptions.disable(known, `Disabled by ${by}.`);
      return disabled ?? this.subscriptions.find(known);
    });
  }

  async rotate(id: string, overlapMs: number) {
    const secret = newSecret();
    const rotated = await this.found(id, (known) =>
      this.subscriptions.rotate(known, secret, overlapMs),
    );
    return { ...rotated, secret };
  }

  async deliveries(id: string, { limit, ...query }: DeliveryQuery) {
    await this.show(id);
    const found = await this.log.list(id, { ...query, limit: limit + 1 });
    const page = found.slice(0, limit);
    const next = found.length > limit ? (page.at(-1)?.position ?? null) : null;
    return { deliveries: page.map(({ position: _place, ...delivery }) => delivery), next };
  }

  /** @throws Problem if it was never tried, or nothing is delivered. */
  async redeliver(id: string, eventId: string) {
    const { state } = await this.show(id);
    if (state === 'disabled') {
      throw new Problem('not-now', 'The subscription is disabled: enable it first.');
    }
    if (!UID.accepts(eventId) || !(await this.log.wantAgain(id, eventId))) {
      throw notFound('delivery');
    }
    return { eventId, isDue: true };
  }

  private refuse(url: string, sites: readonly string[]): void {
    const problem = this.guard.problemWith(url);
    const cure = 'Send an https:// URL on the Internet; WEBHOOK_ALLOWED_NETWORKS allows others.';
    refuseFaults('invalid-request', problem ? [{ field: 'url', problem, cure }] : []);
    const unknown = sites.find((site) => !this.settings.sites.sites.has(site));
    if (unknown === undefined) return;
    const fault = { field: 'sites', problem: 'names a site that does not exist' };
    refuseFaults('invalid-request', [{ ...fault, cure: 'Use IDs of the sites file.' }]);
  }

  private async found(
    id: string,
    find: (id: string) => Promise<Subscription | undefined>,
  ): Promise<Subscription> {
    const found = UID.accepts(id) ? await find(id) : undefined;
    if (!found) throw notFound('subscription');
    return found;
  }
}
