import { hostname } from 'node:os';
import { type DynamicModule, Module } from '@nestjs/common';
import { MetricsModule } from '#metrics';
import { BrandGate } from '../brands/brand-gate.js';
import { Brands } from '../brands/brands.js';
import { CallLog } from '../calls/call-log.js';
import { DEPLOYER_SETTINGS, type DeployerSettings } from '../deployer-settings.js';
import { ClockRepair } from '../recovery/clock-repair.js';
import { StartCheck } from '../recovery/start-check.js';
import { StoreAge } from '../recovery/store-age.js';
import { DueController } from './due.controller.js';
import { DueRunner } from './due-runner.js';
import { StepRecorder } from './step-recorder.js';
import { StepReport } from './step-report.js';
import { StepRunner } from './step-runner.js';

export type GivenSettings = Omit<DeployerSettings, 'worker'> &
  Partial<Pick<DeployerSettings, 'worker'>>;

/** Runs due steps. The caller provides the event store and a transport. */
@Module({
  imports: [MetricsModule],
  controllers: [DueController],
  providers: [
    Brands,
    BrandGate,
    CallLog,
    ClockRepair,
    DueRunner,
    StartCheck,
    StepRecorder,
    StepReport,
    StepRunner,
    StoreAge,
  ],
})
export class DueModule {
  static forRoot({ worker = `${hostname()}:${process.pid}`, ...rest }: GivenSettings) {
    return {
      module: DueModule,
      providers: [{ provide: DEPLOYER_SETTINGS, useValue: { ...rest, worker } }],
      exports: [DEPLOYER_SETTINGS],
    } satisfies DynamicModule;
  }
}
