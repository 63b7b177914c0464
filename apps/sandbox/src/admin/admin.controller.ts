import {
  BadRequestException,
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  NotFoundException,
  Param,
  Post,
  Put,
} from '@nestjs/common';
import { statusOf } from '../model/deployment.js';
import type { Fault } from '../model/faults.js';
import type { Switches } from '../model/switches.js';
import { type Query, World } from '../model/world.js';
import { type PortalAction, actInPortal } from './portal.js';

type BrandChange = {
  appIdRevoked?: boolean;
  /** Of all users of the brand. */
  ownerActive?: boolean;
  /** Audience queries that load otherwise than all others. */
  queries?: Record<string, Query>;
};

/** What Omeda does not have: clock, switches, faults, and the portal's users. JSON in and out. */
@Controller('admin')
export class AdminController {
  constructor(@Inject(World) private readonly world: World) {}

  @Get('clock')
  clock() {
    return { now: this.world.clock.now() };
  }

  @Put('clock')
  setClock(@Body() { now, advanceMs }: { now?: string; advanceMs?: number }) {
    if (now !== undefined) {
      if (Number.isNaN(Date.parse(now))) throw new BadRequestException(`'${now}' is no instant.`);
      this.world.clock.set(now);
    }
    if (advanceMs) this.world.clock.advance(advanceMs);
    return this.clock();
  }

  @Get('deployments')
  deployments() {
    const nowMs = this.world.clock.nowMs();
    return [...this.world.deployments.values()].map((deployment) => ({
      ...deployment,
      status: statusOf(deployment, nowMs),
    }));
  }

  @Get('ledger')
  ledger() {
    return this.world.ledger.entries;
  }

  @Get('switches')
  switches() {
    return this.world.switches;
  }

  @Put('switches')
  setSwitches(@Body() switches: Partial<Switches>) {
    this.world.switches = { ...this.world.switches, ...switches };
    return this.world.switches;
  }

  @Post('faults')
  @HttpCode(201)
  addFault(@Body() fault: Fault) {
    this.world.faults.add(fault);
    return fault;
  }

  @Delete('faults')
  @HttpCode(204)
  clearFaults() {
    this.world.faults.clear();
  }

  @Put('brands/:brand')
  setBrand(@Param('brand') abbreviation: string, @Body() change: BrandChange) {
    const brand = this.world.brands.get(abbreviation);
    if (!brand) throw new NotFoundException(`No brand '${abbreviation}'.`);
    if (change.appIdRevoked !== undefined) brand.appIdRevoked = change.appIdRevoked;
    if (change.ownerActive !== undefined) {
      for (const user of brand.users) user.active = change.ownerActive;
    }
    Object.assign(brand.queries, change.queries);
    const { appIdRevoked, users, queries } = brand;
    return { appIdRevoked, users, queries };
  }

  @Post('deployments/:trackId/portal')
  portal(@Param('trackId') trackId: string, @Body() action: PortalAction) {
    const deployment = actInPortal(this.world, trackId, action);
    if (!deployment) throw new NotFoundException(`No deployment '${trackId}'.`);
    return deployment;
  }
}
