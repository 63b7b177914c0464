import { Module } from '@nestjs/common';
import { SessionController } from './session.controller.js';

/** The page for people at /console, which uses the public routes alone, and how it signs in. */
@Module({ controllers: [SessionController] })
export class ConsoleModule {}
