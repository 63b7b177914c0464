import type { Deployment } from '../../apps/sandbox/src/model/deployment.js';
import type { Entry } from '../../apps/sandbox/src/model/ledger.js';
import type { World } from '../../apps/sandbox/src/model/world.js';
import type { Newsletter } from './newsletter.js';

/** What is wrong with one newsletter, each fault in words. */
export type Verdict = {
  doubled: string[];
  lost: string[];
  sentWithoutConsent: string[];
  wrongTime: string[];
  wrongContent: string[];
};

const MARKER = /newsletter-connector ([0-9a-f-]{36}) generation (\d+)/;

/** What Omeda's own ledger says was done for each newsletter. */
export class Books {
  private readonly byDeployment = new Map<string, Deployment[]>();
  private known: Map<string, Entry[]> | undefined;

  constructor(private readonly world: World) {
    for (const deployment of world.deployments.values()) {
      const [, id = 'nobody'] = MARKER.exec(deployment.notes) ?? [];
      this.byDeployment.set(id, [...(this.byDeployment.get(id) ?? []), deployment]);
    }
  }

  of({ deploymentId }: Newsletter): Deployment[] {
    return this.byDeployment.get(deploymentId) ?? [];
  }

  /** Deployments without our marker, which nobody should have made. */
  get strangers(): number {
    return this.byDeployment.get('nobody')?.length ?? 0;
  }

  effectsOn(trackId: string): Entry[] {
    this.known ??= this.effects();
    return this.known.get(trackId) ?? [];
  }

  private effects(): Map<string, Entry[]> {
    const effects = new Map<string, Entry[]>();
    const done = this.world.ledger.entries.filter(({ effectNo }) => effectNo !== undefined);
    for (const entry of done.toSorted((a, b) => (a.effectNo ?? 0) - (b.effectNo ?? 0))) {
      const id = entry.trackId ?? '';
      effects.set(id, [...(effects.get(id) ?? []), entry]);
    }
    return effects;
  }

  /** What is live at Omeda now, and all that was done for it. */
  judge(newsletter: Newsletter): Verdict {
    const verdict = this.judgeLive(newsletter);
    verdict.doubled.push(...this.doubledBy(newsletter));
    verdict.wrongTime.push(...newsletter.faults);
    return verdict;
  }

  /** What is live at Omeda now. */
  judgeLive(newsletter: Newsletter): Verdict {
    return onLive(newsletter, this.live(newsletter));
  }

  private live(newsletter: Newsletter): Deployment[] {
    return this.of(newsletter).filter(({ status }) => status !== 'Cancelled');
  }

  private doubledBy(newsletter: Newsletter): string[] {
    const faults: string[] = [];
    for (const { trackId } of this.of(newsletter)) {
      const count = (call: string) =>
        this.effectsOn(trackId).filter((entry) => entry.call === call).length;
      if (count('audience-add') - count('audience-remove') > 1) {
        faults.push(`${count('audience-add')} audiences on ${trackId}`);
      }
    }
    if (this.mostScheduledAtOnce(newsletter) > 1) faults.push('two were scheduled at one moment');
    return faults;
  }

  /** Over all of its deployments, in the order in which the calls took effect. */
  private mostScheduledAtOnce(newsletter: Newsletter): number {
    const all = this.of(newsletter).flatMap(({ trackId }) => this.effectsOn(trackId));
    const scheduled = new Set<string>();
    let most = 0;
    for (const { call, trackId = '' } of all.toSorted(
      (a, b) => (a.effectNo ?? 0) - (b.effectNo ?? 0),
    )) {
      if (call === 'schedule') scheduled.add(trackId);
      if (call === 'unschedule' || call === 'cancel') scheduled.delete(trackId);
      most = Math.max(most, scheduled.size);
    }
    return most;
  }
}

function onLive(newsletter: Newsletter, live: Deployment[]): Verdict {
  return {
    doubled: doubled(live),
    lost: lost(newsletter, live),
    sentWithoutConsent: sentWithoutConsent(newsletter, live),
    wrongTime: wrongTime(newsletter, live),
    wrongContent: wrongContent(newsletter, live),
  };
}

function doubled(live: Deployment[]): string[] {
  if (live.length <= 1) return [];
  const which = live.map(({ trackId, notes }) => `${trackId} (${notes})`).join(', ');
  return [`${live.length} live deployments: ${which}`];
}

function sentWithoutConsent(newsletter: Newsletter, live: Deployment[]): string[] {
  if (newsletter.wanted().is !== 'not sent') return [];
  return live
    .filter(({ status }) => status === 'Scheduled')
    .map(({ trackId }) => `${trackId} is scheduled, and nobody consents`);
}

function lost(newsletter: Newsletter, live: Deployment[]): string[] {
  const wanted = newsletter.wanted();
  if (wanted.is === 'not sent') return [];
  if (wanted.is === 'gone') {
    return live.map(({ trackId, status }) => `${trackId} should be gone, and is ${status}`);
  }
  if (live.length === 0) return [`wanted ${wanted.is}, and nothing is live at Omeda`];
  const isScheduled = live.some(({ status }) => status === 'Scheduled');
  if (isScheduled === (wanted.is === 'scheduled')) return [];
  return [`wanted ${wanted.is}, and is ${live.map(({ status }) => status).join(', ')}`];
}

function wrongTime(newsletter: Newsletter, live: Deployment[]): string[] {
  const wanted = newsletter.wanted();
  if (wanted.is !== 'scheduled') return [];
  return live
    .filter(({ scheduledMs }) => scheduledMs !== undefined)
    .map(({ scheduledMs }) => new Date(scheduledMs ?? 0).toISOString())
    .filter((at) => at !== wanted.sendAt)
    .map((at) => `scheduled for ${at}, wanted for ${wanted.sendAt}`);
}

function wrongContent(newsletter: Newsletter, live: Deployment[]): string[] {
  const wanted = newsletter.wanted();
  if (wanted.is === 'gone' || wanted.is === 'not sent') return [];
  return live.flatMap(({ trackId, name, content }) => {
    const faults = [];
    if (!content?.html.includes(`>${wanted.text}</p>`)) faults.push('body');
    if (content?.subject !== wanted.title) faults.push('subject');
    if (!name.endsWith(wanted.title)) faults.push('name');
    return faults.map((what) => `the ${what} of ${trackId} is not the last one: ${wanted.text}`);
  });
}
