import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { StoreUnavailable } from '#event-store';
import { ActionTaker, type By } from '../deployments/actions/action-taker.js';
import { DeploymentReader } from '../deployments/deployment-reader.js';
import { LOG } from '../gateway-settings.js';
import { beforeChange } from '../problem/around-change.js';
import { problemOf } from '../problem/problem-of.js';
import type { Bulk } from './bulk.dto.js';

/** Each is a separate append; they are batched below. */
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

/** One action for many newsletters: each is decided on separately, and refusals are reported. */
@Injectable()
export class BulkTaker {
  constructor(
    private readonly reader: DeploymentReader,
    private readonly taker: ActionTaker,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * One failure hides nothing about the others. Once the store is unavailable, the rest is not tried.
   * @throws StoreUnavailable if nothing was decided at all.
   */
  async take(bulk: Bulk, by: By) {
    const at = await beforeChange(() => this.taker.now());
    const results: BulkResult[] = [];
    let away: StoreUnavailable | undefined;
    for (let start = 0; start < bulk.ids.length; start += AT_A_TIME) {
      const ids = bulk.ids.slice(start, start + AT_A_TIME);
      const tried = await Promise.all(ids.map((id) => this.one(id, bulk, by, away)));
      results.push(...tried.map(({ result }) => result));
      const failed = tried.flatMap(({ error }) => (error instanceof StoreUnavailable ? error : []));
      if (start === 0 && failed.length === tried.length) {
        throw failed.find(({ isInDoubt }) => isInDoubt) ?? failed[0];
      }
      // What is not tried is not in doubt.
      if (failed[0]) away ??= new StoreUnavailable(failed[0].cause);
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
    away?: Error,
  ): Promise<{ result: BulkResult; error?: unknown }> {
    let known: Pick<BulkResult, 'title' | 'site' | 'sendAt'> = {
      title: null,
      site: null,
      sendAt: null,
    };
    try {
      if (away) throw away;
      const { post, site, wanted } = await beforeChange(() => this.reader.byId(id, by.caller));
      known = { title: post.title, site, sendAt: wanted.sendAt };
      const sentences = isDryRun
        ? await this.taker.previewOf(id, action)
        : await this.taker.take(id, action, { ...by, previewedAt });
      const outcome = isDryRun ? 'would-do' : 'done';
      const isSo = sentences.length === 0;
      const words = isSo ? 'No change needed.' : sentences.join(' ');
      return {
        result: { deploymentId: id, ...known, outcome: isSo ? 'unchanged' : outcome, words },
      };
    } catch (error) {
      const { code, status, detail, extras } = problemOf(error, isDryRun ? 'reads' : 'changes');
      const { traceId } = by;
      if (status === 500) this.log.error({ traceId, deployment: id, err: error }, detail);
      const outcome = code === 'not-found' ? 'not-found' : 'refused';
      const words = extras.because ?? detail;
      return { result: { deploymentId: id, ...known, outcome, words }, error };
    }
  }
}
