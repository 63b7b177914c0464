import type { Command } from '../command.js';
import {
  cancel,
  hold,
  resetSequence,
  resume,
  retry,
  send,
  sendTest,
  syncNow,
  unschedule,
} from './actions.js';
import { bulk } from './bulk.js';
import { completion } from './completion.js';
import { calls } from './deployments-calls.js';
import { list } from './deployments-list.js';
import { show } from './deployments-show.js';
import { doctor } from './doctor.js';
import { erase } from './erase.js';
import { groups } from './groups.js';
import { parkedDiscard, parkedList, parkedRedrive, parkedShow } from './parked.js';
import { rebuild } from './rebuild.js';
import { results } from './results.js';
import { sitesAdd } from './sites-add.js';
import { sitesMove } from './sites-move.js';
import { sitesRemove } from './sites-remove.js';
import { subscriptionsDeliveries, subscriptionsRedeliver } from './subscription-deliveries.js';
import {
  subscriptionsAdd,
  subscriptionsDisable,
  subscriptionsEnable,
  subscriptionsList,
  subscriptionsRemove,
  subscriptionsRotate,
} from './subscriptions.js';
import { watch } from './watch.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  list,
  show,
  calls,
  groups,
  bulk,
  watch,
  results,
  retry,
  hold,
  resume,
  syncNow,
  send,
  sendTest,
  unschedule,
  cancel,
  resetSequence,
  erase,
  rebuild,
  doctor,
  parkedList,
  parkedShow,
  parkedRedrive,
  parkedDiscard,
  subscriptionsAdd,
  subscriptionsList,
  subscriptionsRemove,
  subscriptionsRotate,
  subscriptionsEnable,
  subscriptionsDisable,
  subscriptionsDeliveries,
  subscriptionsRedeliver,
  sitesAdd,
  sitesMove,
  sitesRemove,
  completion(() => COMMANDS),
];
