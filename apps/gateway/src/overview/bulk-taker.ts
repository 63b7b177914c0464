import { Injectable } from '@nestjs/common';
import { ActionTaker, type By } from '../deployments/action-taker.js';
import { DeploymentReader } from '../deployments/deployment-reader.js';
import { Problem } from '../problem/problem.js';
import type { Bulk } from './bulk.dto.js';

/** Each is an append of its own; they are batched below. */
const AT_A_TIME = 8;

type Outcome = 'done' | 'would-do' | 'unchanged' | 'refused' | 'not-found';

export type BulkResult = {
  deploymentId: string;
  title: string | null;
  site: string | null;
  sendAt: string | null;
  outcome: Outcome;
  /** What happened, would happen, or why it cannot. */
  words: string;
};

/** One action for many newsletters: each is decided on by itself, and what cannot be is said. */
@Injectable()
export class BulkTaker {
  constructor(
    private readonly reader: DeploymentReader,
    private readonly taker: ActionTaker,
  ) {}

  async take(bulk: Bulk, by: By) {
    const at = await this.taker.now();
    const results: BulkResult[] = [];
    for (let start = 0; start < bulk.ids.length; start += AT_A_TIME) {
      const ids = bulk.ids.slice(start, start + AT_A_TIME);
      results.push(...(await Promise.all(ids.map((id) => this.one(id, bulk, by)))));
    }
    const count = (outcome: Outcome) => results.filter((one) => one.outcome === outcome).length;
    return {
      at,
      dryRun: bulk.isDryRun,
      counts: {
        done: count('done'),
        wouldDo: count('would-do'),
        unchanged: count('unchanged'),
        refused: count('refused') + count('not-found'),
      },
      results,
    };
  }

  private async one(
    id: string,
    { action, isDryRun, previewedAt }: Bulk,
    by: By,
  ): Promise<BulkResult> {
    let known: Pick<BulkResult, 'title' | 'site' | 'sendAt'> = {
      title: null,
      site: null,
      sendAt: null,
    };
    try {
      const { post, site, wanted } = await this.reader.byId(id, by.caller);
      known = { title: post.title, site, sendAt: wanted.sendAt };
      const sentences = isDryRun
        ? await this.taker.tell(id, action)
        : await this.taker.take(id, action, { ...by, previewedAt });
      const outcome = isDryRun ? 'would-do' : 'done';
      if (sentences.length > 0)
        return { deploymentId: id, ...known, outcome, words: sentences.join(' ') };
      return { deploymentId: id, ...known, outcome: 'unchanged', words: 'It is so already.' };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const outcome = error.code === 'not-found' ? 'not-found' : 'refused';
      return { deploymentId: id, ...known, outcome, words: error.extras.because ?? error.detail };
    }
  }
}
