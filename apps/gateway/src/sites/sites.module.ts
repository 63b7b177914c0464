import { Module } from '@nestjs/common';
import { DeploymentTypes } from './deployment-types.js';
import { SiteListController } from './site-list.controller.js';
import { SitesController } from './sites.controller.js';
import { TypesController } from './types.controller.js';

/** What a site needs to set up its newsletters. */
@Module({
  controllers: [TypesController, SitesController, SiteListController],
  providers: [DeploymentTypes],
})
export class SitesModule {}
