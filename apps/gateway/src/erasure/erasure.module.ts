import { Module } from '@nestjs/common';
import { Eraser } from './eraser.js';
import { ErasureController } from './erasure.controller.js';
import { PeopleController } from './people.controller.js';
import { PersonEraser } from './person-eraser.js';

/** Content and people, erased on request. */
@Module({
  controllers: [ErasureController, PeopleController],
  providers: [Eraser, PersonEraser],
})
export class ErasureModule {}
