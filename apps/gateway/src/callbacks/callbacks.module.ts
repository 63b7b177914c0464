import { Module } from '@nestjs/common';
import { AudienceController } from './audience.controller.js';
import { AudienceReports } from './audience-reports.js';

/** Callbacks from Omeda. */
@Module({ controllers: [AudienceController], providers: [AudienceReports] })
export class CallbacksModule {}
