import { Module } from '@nestjs/common';
import { SessionController } from './session.controller.js';

/** The web console at /console, which uses only the public routes, and its sign-in. */
@Module({ controllers: [SessionController] })
export class ConsoleModule {}
