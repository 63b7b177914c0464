import { type DynamicModule, Module } from '@nestjs/common';
import { AdminController } from './admin/admin.controller.js';
import { Callbacks } from './callbacks.js';
import { World } from './model/world.js';
import { PageController } from './page/page.controller.js';

@Module({})
export class SandboxModule {
  static forRoot(world: World): DynamicModule {
    return {
      module: SandboxModule,
      controllers: [AdminController, PageController],
      providers: [{ provide: World, useValue: world }, Callbacks],
    };
  }
}
