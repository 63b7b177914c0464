import { Logger } from '@nestjs/common';
import { type Condition, sentenceOf } from './condition.js';
import type { Standing } from './notifier.js';

type Known = {
  condition: Condition;
  sinceMs: number;
  /** It has lasted. */
  isNotified: boolean;
  isLogged: boolean;
};

/**
 * Logs what is wrong, whether or not anybody is notified: a warning when it is first seen, an error once it
 * has lasted so long that a person must act, and its end. What is logged where it happens is not repeated.
 */
export class StandingLog {
  private readonly logger = new Logger('Alerts');
  private known = new Map<string, Known>();

  write({ active, isUnknown }: Standing, nowMs = performance.now()): void {
    const before = this.known;
    this.known = new Map(
      active.map((condition) => {
        const {
          sinceMs = nowMs,
          isNotified = false,
          isLogged = false,
        } = before.get(condition.key) ?? {};
        return [condition.key, { condition, sinceMs, isNotified, isLogged }];
      }),
    );
    for (const [key, known] of this.known) this.began(known, before.has(key), nowMs);
    for (const [key, { condition, ...rest }] of before) {
      if (this.known.has(key)) continue;
      if (isUnknown(key)) this.known.set(key, { condition, ...rest });
      else if (rest.isLogged)
        this.logger.log({ msg: `Over: ${condition.words}`, alert: condition.alert });
    }
  }

  private began(known: Known, isKnown: boolean, nowMs: number): void {
    const { condition, sinceMs, isNotified } = known;
    const { alert, words, cure, afterMs, inLog } = condition;
    const line = {
      msg: `${sentenceOf(words)} To fix it: ${cure}`,
      alert,
    };
    const isLasting = nowMs - sinceMs >= afterMs;
    const level = levelOf({ isNew: !isKnown, hasLasted: isLasting && !isNotified, inLog });
    known.isNotified ||= isLasting;
    if (!level) return;
    this.logger[level](line);
    known.isLogged = true;
  }
}

type Seen = { isNew: boolean; hasLasted: boolean; inLog: Condition['inLog'] };

function levelOf({ isNew, hasLasted, inLog }: Seen): 'error' | 'warn' | undefined {
  if (inLog === 'error') return undefined;
  if (hasLasted) return 'error';
  return isNew && !inLog ? 'warn' : undefined;
}
