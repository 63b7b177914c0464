import type { Command, Decision } from '../commands.js';
import { conflict, nothing } from '../commands.js';
import type { Instant } from '../instant.js';
import type { State } from '../state.js';
import { TIMING, type Timing } from '../timing.js';
import { act } from './actions.js';
import { compare } from './compare.js';
import { correctClock } from './correct-clock.js';
import { cleared } from './cleared.js';
import { Draft } from './conclude.js';
import { passTime } from './pass-time.js';
import { receivePost } from './receive-post.js';
import { report } from './report.js';
import { reportAudience } from './report-audience.js';
import { start } from './start.js';

/**
 * The events that a command leads to, the due step among them. An empty list is a valid result, with its
 * reason in `because`; `conflict` marks what a person requested but is not possible now.
 * `now` is the database's clock, read with the stream.
 */
export function decide(
  state: State,
  command: Command,
  now: Instant,
  timing: Timing = TIMING,
): Decision {
  const draft = new Draft(state, now, timing);
  const because = apply(draft, cleared(command));
  const facts = draft.conclude();
  if (because === undefined) return { facts };
  return isAction(command) ? { ...conflict(because), facts } : { ...nothing(because), facts };
}

function apply(draft: Draft, command: Command): string | undefined {
  switch (command.kind) {
    case 'receive-post':
      receivePost(draft, command);
      return undefined;
    case 'start':
      return start(draft, command);
    case 'report':
      return report(draft, command);
    case 'pass-time':
      return passTime(draft, command);
    case 'compare':
      return compare(draft);
    case 'correct-clock':
      return correctClock(draft, command);
    case 'report-audience':
      return reportAudience(draft);
    default:
      return act(draft, command);
  }
}

const NO_ACTIONS = [
  'receive-post',
  'start',
  'report',
  'pass-time',
  'compare',
  'correct-clock',
  'report-audience',
];

function isAction({ kind }: Command): boolean {
  return !NO_ACTIONS.includes(kind);
}
