import { hostname } from 'node:os';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Timing } from '#deployment';
import { Alarms, ClockWatch, Deployments, EventStore, LastingJumps, Snapshots } from '#event-store';
import type { Sites } from '#sites';
import { BrandGate } from './brands/brand-gate.js';
import { Brands } from './brands/brands.js';
import { ClockRepair } from './recovery/clock-repair.js';
import { DueController } from './due/due.controller.js';
import { DueRunner } from './due/due-runner.js';
import { StartCheck } from './recovery/start-check.js';
import { StepRunner } from './due/step-runner.js';
import { StoreAge } from './recovery/store-age.js';

export type DeployerParts = { sites: Sites; timing: Timing };

/** Consumes due steps. The event store and a transport come from whoever composes the process. */
@Module({})
export class DeployerModule {
  static forRoot({ sites, timing }: DeployerParts): DynamicModule {
    const worker = `${hostname()}:${process.pid}`;
    return {
      module: DeployerModule,
      controllers: [DueController],
      providers: [
        { provide: Brands, useFactory: () => new Brands(sites) },
        {
          provide: BrandGate,
          inject: [EventStore, Alarms],
          useFactory: (store: EventStore, alarms: Alarms) => new BrandGate(store, alarms, timing),
        },
        {
          provide: ClockRepair,
          inject: [EventStore, LastingJumps, ClockWatch],
          useFactory: (store: EventStore, jumps: LastingJumps, watch: ClockWatch) =>
            new ClockRepair({ store, jumps, watch }, timing),
        },
        {
          provide: StartCheck,
          inject: [EventStore, Brands, Deployments],
          useFactory: (store: EventStore, brands: Brands, deployments: Deployments) => {
            const age = new StoreAge(store.dataSource);
            return new StartCheck({ brands, names: () => sites.brands.keys(), deployments, age });
          },
        },
        {
          provide: StepRunner,
          inject: [Snapshots],
          useFactory: (snapshots: Snapshots) => new StepRunner(snapshots),
        },
        {
          provide: DueRunner,
          inject: [EventStore, Brands, BrandGate, StepRunner],
          useFactory: (store: EventStore, brands: Brands, gate: BrandGate, steps: StepRunner) =>
            new DueRunner({ store, brands, gate, steps }, { timing, worker }),
        },
      ],
      exports: [BrandGate],
    };
  }
}
