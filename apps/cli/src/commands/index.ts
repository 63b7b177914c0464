import type { Command } from '../command.js';
import { cancel } from './deployments-cancel.js';
import { hold } from './deployments-hold.js';
import { list } from './deployments-list.js';
import { parkedDiscard } from './parked-discard.js';
import { parkedList } from './parked-list.js';
import { parkedRedrive } from './parked-redrive.js';
import { parkedShow } from './parked-show.js';
import { resetSequence } from './deployments-reset-sequence.js';
import { resume } from './deployments-resume.js';
import { retry } from './deployments-retry.js';
import { send } from './deployments-send.js';
import { sendTest } from './deployments-send-test.js';
import { show } from './deployments-show.js';
import { syncNow } from './deployments-sync-now.js';
import { unschedule } from './deployments-unschedule.js';
import { doctor } from './doctor.js';
import { erase } from './erase.js';
import { rebuild } from './rebuild.js';
import { sitesAdd } from './sites-add.js';
import { sitesMove } from './sites-move.js';
import { sitesRemove } from './sites-remove.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  list,
  show,
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
  sitesAdd,
  sitesMove,
  sitesRemove,
];
