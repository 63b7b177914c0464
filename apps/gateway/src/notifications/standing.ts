import { Inject, Injectable } from '@nestjs/common';
import { inWords } from '#deployment';
import { type AttentionGroup, EventStore, type NearNewsletters, Overview } from '#event-store';
import { type Condition, OPERATORS, type Standing, sentenceOf } from '#notifications';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import type { Check } from '../operations/doctor/check.js';
import { Doctor } from '../operations/doctor/doctor.js';
import { groupWords } from '../overview/group-words.js';
import { NOT_SCHEDULED, OF_NEWSLETTERS, SOON_MS, alertOf, isOfUnknown } from './alerts.js';

/** These stay one problem of their brand while the step changes. */
const BY_BRAND = ['late'];
/** One cure fixes all of them, including later ones. */
const ONE_CAUSE = ['late', 'brand-held'];

const LONGEST_TITLE = 60;
/** Splits by what people see as one letter, such as a family emoji. */
const LETTERS = new Intl.Segmenter();

/** Current problems: the console's groups of newsletters, and the doctor's findings. */
@Injectable()
export class StandingReader {
  constructor(
    private readonly overview: Overview,
    private readonly store: EventStore,
    private readonly doctor: Doctor,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** A site gets only its own newsletters. @throws StoreUnavailable. */
  async of(target: string): Promise<Standing> {
    const newsletters = await this.ofNewsletters(target);
    if (target !== OPERATORS) return { active: newsletters, isUnknown: () => false };
    const checks = await this.doctor.examineHere();
    const faults = checks.filter(({ state }) => state === 'fault');
    return {
      active: [...newsletters, ...oneForEach(faults.flatMap((check) => this.ofCheck(check)))],
      isUnknown: (key) => {
        const [kind, name = ''] = key.split(':');
        return kind === 'check' && isOfUnknown(name, checks);
      },
    };
  }

  private async ofNewsletters(target: string): Promise<Condition[]> {
    const now = Date.parse(await this.store.now());
    const scope = target === OPERATORS ? {} : { site: target };
    const groups = await this.overview.groups(scope);
    const near = await this.overview.near(SOON_MS, scope);
    const conditions = [
      ...near.map((one) => this.ofNear(one, groups, now)),
      ...groups.flatMap((group) => this.ofGroup(group, now)),
    ];
    // One condition per problem: the first, which is sent next.
    return [...new Map(conditions.toReversed().map((one) => [one.key, one])).values()].toReversed();
  }

  private ofNear(near: NearNewsletters, groups: readonly AttentionGroup[], now: number): Condition {
    const { brand, key, count, nextSendAt } = near;
    const group = groups.find((one) => one.key === key);
    const { title = '', cure = '' } = group ? groupWords({ ...group, count }, now) : {};
    const left = nextSendAt.getTime() - now;
    const when = left > 0 ? `in ${inWords(left)}` : 'now';
    const first = count === 1 ? 'It is' : 'The first is';
    const words = `${named(near)}: not scheduled at Omeda. ${first} to go out ${when}. ${title}`;
    const link = this.link(`groups/${key}`);
    return { ...NOT_SCHEDULED, key: `${NOT_SCHEDULED.alert}:${brand}`, words, cure, link, count };
  }

  private ofGroup(group: AttentionGroup, now: number): Condition[] {
    const { kind, brand, key, count, hasFailed } = group;
    const known = OF_NEWSLETTERS[kind];
    if (!known) return [];
    const { forMs = Infinity, ...alertRule } = known;
    if (now - group.latest.getTime() > forMs) return [];
    const inLog = hasFailed ? 'error' : alertRule.inLog;
    const { title, cure } = groupWords(group, now);
    const own = BY_BRAND.includes(kind) ? brand : key;
    const words = `${named(group)}: ${title}`;
    const link = this.link(`groups/${key}`);
    const counted = ONE_CAUSE.includes(kind) ? {} : { count };
    return [
      { ...alertRule, inLog, key: `${alertRule.alert}:${own}`, words, cure, link, ...counted },
    ];
  }

  private ofCheck(check: Check): Condition[] {
    const alertRule = alertOf(check);
    if (!alertRule) return [];
    const { name, words, cure } = check;
    const link = this.link('operations');
    const key = name === 'broker' ? alertRule.alert : name;
    return [{ ...alertRule, key: `check:${key}`, words, cure: cure ?? '', link }];
  }

  private link(path: string): string | null {
    const { publicUrl } = this.settings;
    return publicUrl === undefined ? null : `${publicUrl}/console/${path}`;
  }
}

/** Several nodes may have the same problem: it is reported once, with all their words. */
function oneForEach(conditions: readonly Condition[]): Condition[] {
  const byKey = new Map<string, Condition>();
  for (const condition of conditions) {
    const { key, words, cure } = condition;
    const known = byKey.get(key);
    byKey.set(key, known ? { ...known, ...joined(known, { words, cure }) } : condition);
  }
  return [...byKey.values()];
}

function joined(known: Condition, { words, cure }: Pick<Condition, 'words' | 'cure'>) {
  return {
    words: known.words.includes(words) ? known.words : `${sentenceOf(known.words)} ${words}`,
    cure: known.cure.includes(cure) ? known.cure : `${sentenceOf(known.cure)} ${cure}`,
  };
}

/** How many, of which brand, and which: people must know without opening the console. */
function named({
  brand,
  count,
  titles,
}: Pick<AttentionGroup, 'brand' | 'count' | 'titles'>): string {
  const quoted = titles.map((title) => `“${shortened(title)}”`);
  const more = count > titles.length ? [`${count - titles.length} more`] : [];
  const many = count === 1 ? '1 newsletter' : `${count} newsletters`;
  return `${many} of ${brand} (${[...quoted, ...more].join(', ')})`;
}

function shortened(title: string): string {
  const letters = [...LETTERS.segment(title)].map(({ segment }) => segment);
  return letters.length > LONGEST_TITLE ? `${letters.slice(0, LONGEST_TITLE).join('')}…` : title;
}
