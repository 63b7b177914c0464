import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import {
  type DeploymentRow,
  type Projection,
  Timers,
  EventStore,
  EventStoreModule,
} from '#event-store';
import type { DeploymentEvent, StreamId } from '#events';
import { type TestDatabase, createTestDatabase } from '../../setup/database.js';

export const METADATA = { actor: { kind: 'service' as const, id: 'spec' } };

export type World = {
  database: TestDatabase;
  dataSource: EventStore['dataSource'];
  store: EventStore;
  timers: Timers;
  /** What else the module provides. */
  get<T>(part: Type<T>): T;
  /** Runs SQL on a connection that is not in a transaction of the store. */
  sql<T = Record<string, unknown>>(text: string, parameters?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
};

/** The spec's own database with a store on it. */
export async function openWorld({ poolSize = 12 } = {}): Promise<World> {
  const database = await createTestDatabase();
  // Not started: nothing reads the clock or listens during a spec.
  const module = await Test.createTestingModule({
    imports: [EventStoreModule.forRoot({ databaseUrl: database.url, poolSize })],
  }).compile();
  const store = module.get(EventStore);
  const { dataSource } = store;
  return {
    database,
    dataSource,
    store,
    timers: module.get(Timers),
    get: (part) => module.get(part),
    sql: (text, parameters) => dataSource.query(text, parameters),
    close: async () => {
      await module.close();
      await database.drop();
    },
  };
}

/** How often it was seen, and when it must be checked. */
type Newsletter = { heard: number; wake?: { at: string; dueId: number; step: string } };

/** A projection with a few rules, so that these specs are about the store and not about newsletters. */
export function newsletters(brand = 'DAILY'): Projection<Newsletter, DeploymentEvent> {
  return {
    category: 'deployment',
    initial: { heard: 0 },
    evolve: (state, event) => {
      const { heard } = state;
      if (event.type === 'StepDue') {
        const { dueAt, dueId, step } = event.data;
        return { heard: heard + 1, wake: { at: dueAt, dueId, step } };
      }
      if (event.type === 'DeploymentMissed') {
        return { heard: heard + 1, wake: { at: event.data.sendAt, dueId: 0, step: 'missed' } };
      }
      return event.type === 'StepWithdrawn' ? { heard: heard + 1 } : { ...state, heard: heard + 1 };
    },
    row: (state) => rowOf(state, brand),
  };
}

function rowOf({ heard, wake }: Newsletter, brand: string): DeploymentRow {
  const isMiss = wake?.step === 'missed';
  return {
    site: 'daily',
    brand,
    postId: 42,
    postUid: 'a',
    title: `heard ${heard} times`,
    status: 'requested',
    step: wake?.step ?? null,
    dueId: wake?.dueId ?? null,
    dueAt: wake?.at ?? null,
    held: null,
    failed: false,
    sendAt: null,
    trackId: null,
    wakeAt: wake?.at ?? null,
    wakeKey: wake ? (isMiss ? `miss:${wake.at}` : `due:${wake.dueId}`) : null,
    body: { heard, due: wake ? { attempt: 1 } : null },
  };
}

export function newStream(): StreamId {
  return { category: 'deployment', id: randomUUID() };
}

export const synced = { type: 'SyncRequested' as const, data: {} };

/** A step that is due at an instant. */
export function due(dueId: number, dueAt: string) {
  const data = { dueId, step: 'content' as const, revision: 1, attempt: 1, dueAt, reason: 'saved' };
  return { type: 'StepDue' as const, data };
}
