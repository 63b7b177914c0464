import { Inject, Injectable } from '@nestjs/common';
import { type AttentionGroup, EventStore, Overview } from '#event-store';
import { type Condition, OPERATORS, type Standing } from '#notifications';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import type { Check } from '../operations/doctor/check.js';
import { Doctor } from '../operations/doctor/doctor.js';
import { groupWords } from '../overview/group-words.js';
import { OF_NEWSLETTERS, SOON_MS, alertOf, isAtTheBroker } from './alerts.js';

/** These change their cause from step to step, and stay one problem of their brand. */
const BY_BRAND = ['late', 'at-risk'];

/** What is wrong right now: the console's groups of newsletters, and the doctor's findings. */
@Injectable()
export class StandingReader {
  constructor(
    private readonly overview: Overview,
    private readonly store: EventStore,
    private readonly doctor: Doctor,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** A site is told of its own newsletters alone. @throws StoreUnavailable. */
  async of(target: string): Promise<Standing> {
    const newsletters = await this.ofNewsletters(target);
    if (target !== OPERATORS) return { active: newsletters, isUnknown: () => false };
    const checks = (await this.doctor.examineHere()).filter(({ state }) => state === 'fault');
    const isBrokerAway = checks.some((one) => alertOf(one)?.alert === 'BrokerUnreachable');
    return {
      active: [...newsletters, ...checks.flatMap((check) => this.ofCheck(check))],
      isUnknown: (key) => {
        const [kind, name = ''] = key.split(':');
        return kind === 'check' && isBrokerAway && isAtTheBroker(name);
      },
    };
  }

  private async ofNewsletters(target: string): Promise<Condition[]> {
    const now = Date.parse(await this.store.now());
    const groups = await this.overview.groups(target === OPERATORS ? {} : { site: target });
    const conditions = groups.flatMap((group) => this.ofGroup(group, now));
    // Of one problem there is one condition: the first goes out next.
    return [...new Map(conditions.toReversed().map((one) => [one.key, one])).values()].toReversed();
  }

  private ofGroup(group: AttentionGroup, now: number): Condition[] {
    const { kind, brand, key, count, nextSendAt } = group;
    const told = OF_NEWSLETTERS[kind];
    const isLater = kind === 'at-risk' && (nextSendAt?.getTime() ?? Infinity) - now > SOON_MS;
    if (!told || isLater) return [];
    const { title, cure } = groupWords(group, now);
    const many = count === 1 ? '1 newsletter' : `${count} newsletters`;
    const own = BY_BRAND.includes(kind) ? brand : key;
    const words = `${many} of ${brand}: ${title}`;
    const link = this.link(`groups/${key}`);
    return [{ ...told, key: `${told.alert}:${own}`, words, cure, link }];
  }

  private ofCheck(check: Check): Condition[] {
    const told = alertOf(check);
    if (!told) return [];
    const { name, words, cure } = check;
    const link = this.link('operations');
    const key = name === 'broker' ? told.alert : name;
    return [{ ...told, key: `check:${key}`, words, cure: cure ?? '', link }];
  }

  private link(path: string): string | null {
    const { publicUrl } = this.settings;
    return publicUrl === undefined ? null : `${publicUrl}/console/${path}`;
  }
}
