import { Injectable } from '@nestjs/common';
import { readsSnapshots } from '#deployment';
import type { Step } from '#events';
import { Deployments, type Erased, Erasures } from '#event-store';
import type { Caller } from '../access/callers.js';
import { Problem, notFound } from '../problem/problem.js';

/** Takes away what a post's newsletters said and to whom tests went; what happened stays. */
@Injectable()
export class Eraser {
  constructor(
    private readonly deployments: Deployments,
    private readonly erasures: Erasures,
  ) {}

  /** @throws Problem `not-found`; `not-now` while a step needs the content. */
  async erase(site: string, postId: number, caller: Caller): Promise<{ deployments: Erased[] }> {
    const rows = await this.deployments.allOfPost(site, postId);
    if (rows.length === 0) throw notFound('newsletter of this post');
    const step = rows
      .map((row) => row.step as Step | null)
      .find((due) => due && readsSnapshots(due));
    if (step) {
      const because = `Its step '${step}' needs the content. Cancel the newsletter first, or wait.`;
      throw new Problem('not-now', because, { because });
    }
    const deployments: Erased[] = [];
    for (const { deploymentId } of rows) {
      deployments.push(await this.erasures.erase({ deploymentId, site, by: caller.id }));
    }
    return { deployments };
  }
}
