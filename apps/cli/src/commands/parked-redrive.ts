import { parkedAct } from './parked.js';

export const parkedRedrive = parkedAct(
  'redrive',
  'Send a parked message again',
  'Mend the cause first. Asked twice, it is sent once; its attempts are counted anew.',
);
