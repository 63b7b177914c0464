import { approvals } from '../calls/approvals.js';
import { addAudience, audienceStatus, removeAudience } from '../calls/audience.js';
import type { Call } from '../calls/call.js';
import { contentLookup, setContent } from '../calls/content.js';
import { create, update } from '../calls/create.js';
import { deploymentTypes } from '../calls/deployment-types.js';
import { lookup } from '../calls/lookup.js';
import { search } from '../calls/search.js';
import { cancel, schedule, sendTest, unschedule } from '../calls/send.js';

type Route = { name: string; method: string; path: RegExp; call: Call; xml?: boolean };

/** The paths below a brand, without the final asterisk. */
export const ROUTES: readonly Route[] = [
  { name: 'create', method: 'POST', path: /^omail\/deployment$/, call: create },
  { name: 'update', method: 'PUT', path: /^omail\/deployment$/, call: update },
  {
    name: 'audience-add',
    method: 'POST',
    path: /^omail\/deployment\/audience\/add$/,
    call: addAudience,
  },
  {
    name: 'audience-remove',
    method: 'POST',
    path: /^omail\/deployment\/audience\/remove$/,
    call: removeAudience,
  },
  {
    name: 'audience-status',
    method: 'GET',
    path: /^omail\/deployment\/audience\/status\/[^/]+$/,
    call: audienceStatus,
  },
  {
    name: 'content',
    method: 'POST',
    path: /^omail\/deployment\/content$/,
    call: setContent,
    xml: true,
  },
  {
    name: 'content-lookup',
    method: 'GET',
    path: /^omail\/deployment\/content\/lookup\/(html|text)\/[^/]+\/1$/,
    call: contentLookup,
  },
  { name: 'sendtest', method: 'POST', path: /^omail\/deployment\/sendtest$/, call: sendTest },
  { name: 'schedule', method: 'POST', path: /^omail\/deployment\/schedule$/, call: schedule },
  { name: 'unschedule', method: 'POST', path: /^omail\/deployment\/unschedule$/, call: unschedule },
  { name: 'cancel', method: 'POST', path: /^omail\/deployment\/cancel$/, call: cancel },
  { name: 'lookup', method: 'GET', path: /^omail\/deployment\/lookup\/[^/]+$/, call: lookup },
  {
    name: 'approvals',
    method: 'GET',
    path: /^omail\/deployment\/approvals\/[^/]+$/,
    call: approvals,
  },
  { name: 'search', method: 'POST', path: /^omail\/deployment\/search$/, call: search },
  { name: 'deploymenttypes', method: 'GET', path: /^deploymenttypes$/, call: deploymentTypes },
];
