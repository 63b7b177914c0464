import { Inject, Injectable } from '@nestjs/common';
import { deploymentProjection, stepThatNeedsContent } from '#deployment';
import { Deployments, type Erased, Erasures, EventStore } from '#event-store';
import type { Caller } from '../access/callers.js';
import { GATEWAY_SETTINGS, type GatewaySettings } from '../gateway-settings.js';
import { afterChange } from '../problem/around-change.js';
import { Problem, notFound } from '../problem/problem.js';

/** Erases the content of a post's newsletters and the testers' addresses; the events stay. */
@Injectable()
export class Eraser {
  constructor(
    private readonly store: EventStore,
    private readonly deployments: Deployments,
    private readonly erasures: Erasures,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  /** @throws Problem `not-found`; `not-now` while one is on its way to a step that needs the content. */
  async erase(site: string, postId: number, caller: Caller): Promise<{ deployments: Erased[] }> {
    const rows = await this.deployments.allOfPost(site, postId);
    if (rows.length === 0) throw notFound('newsletter of this post');
    for (const { deploymentId } of rows) await this.unneededVersion(deploymentId);
    const deployments: Erased[] = [];
    for (const { deploymentId } of rows) {
      const erase = () => this.eraseOne({ deploymentId, site, by: caller.id });
      deployments.push(await (deployments.length > 0 ? afterChange(erase) : erase()));
    }
    return { deployments };
  }

  /** Reads it again whenever events were appended since the last read. */
  private async eraseOne(target: Parameters<Erasures['erase']>[0]): Promise<Erased> {
    for (;;) {
      const version = await this.unneededVersion(target.deploymentId);
      const erased = await this.erasures.erase(target, version);
      if (erased) return erased;
    }
  }

  /** The version at which no step needs the content. */
  private async unneededVersion(deploymentId: string): Promise<number> {
    const projection = deploymentProjection(this.settings.timing);
    const { state, version } = await this.store.load(projection, deploymentId);
    const step = stepThatNeedsContent(state);
    if (!step) return version;
    const because = `Its step '${step}' needs the content. Cancel the newsletter first, or wait.`;
    throw new Problem('not-now', because, { because });
  }
}
