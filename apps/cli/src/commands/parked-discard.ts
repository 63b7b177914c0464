import { parkedAct } from './parked.js';

export const parkedDiscard = parkedAct(
  'discard',
  'End a parked message without sending it',
  'The newsletter it was for stays as it is: "deployments show" tells how that is.',
);
