import { Logger } from '@nestjs/common';
import { type Condition, sentenceOf } from './condition.js';
import type { Standing } from './notifier.js';

type Known = { condition: Condition; sinceMs: number; isTold: boolean };

/**
 * Has the log say what is wrong, whether or not anybody is notified: a warning when it is first seen, an error once it
 * has lasted so long that a person must act, and that it is over.
 */
export class StandingLog {
  private readonly logger = new Logger('Alerts');
  private known = new Map<string, Known>();

  tell({ active, isUnknown }: Standing, nowMs = performance.now()): void {
    const before = this.known;
    this.known = new Map(
      active.map((condition) => {
        const { sinceMs = nowMs, isTold = false } = before.get(condition.key) ?? {};
        return [condition.key, { condition, sinceMs, isTold }];
      }),
    );
    for (const [key, known] of this.known) this.began(known, before.has(key), nowMs);
    for (const [key, { condition, ...rest }] of before) {
      if (this.known.has(key)) continue;
      if (isUnknown(key)) this.known.set(key, { condition, ...rest });
      else this.logger.log({ msg: `Over: ${condition.words}`, alert: condition.alert });
    }
  }

  private began(known: Known, isKnown: boolean, nowMs: number): void {
    const { condition, sinceMs, isTold } = known;
    const { alert, words, cure, afterMs } = condition;
    const line = {
      msg: `${sentenceOf(words)} To fix it: ${cure}`,
      alert,
    };
    const isLasting = nowMs - sinceMs >= afterMs;
    if (isLasting && !isTold) this.logger.error(line);
    else if (!isKnown) this.logger.warn(line);
    known.isTold ||= isLasting;
  }
}
