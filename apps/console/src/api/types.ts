import type { Schemas } from './schemas.js';

/** The routes' responses, by the console's names for them. */
export type Session = Schemas['Session'];

export type Groups = Schemas['Groups'];
export type Group = Groups['groups'][number];
export type GroupWithMembers = Schemas['Group'];
export type Member = GroupWithMembers['deployments'][number];
export type Calendar = Schemas['Calendar'];
export type Day = Calendar['days'][number];
export type BulkAnswer = Schemas['BulkAnswer'];

export type Status = Schemas['Status'];
export type StatusPage = Schemas['StatusPage'];
export type Notice = Status['problems'][number];
export type Results = NonNullable<NonNullable<Status['achieved']>['results']>;
export type HistoryPage = Schemas['History'];
export type HistoryEntry = HistoryPage['events'][number];
export type Content = Schemas['Content'];
export type WakeUp = Schemas['WakeUp'];
export type CallPage = Schemas['Calls'];
export type WireCall = CallPage['calls'][number];

export type Operations = Schemas['Operations'];
export type Examined = Schemas['Examined'];
export type ParkedPage = Schemas['ParkedList'];
export type Parked = Schemas['Parked'];
export type SiteList = Schemas['SiteList'];
export type Site = SiteList['sites'][number];
