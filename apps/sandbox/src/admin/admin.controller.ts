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
  Query,
} from '@nestjs/common';
import { statusOf } from '../model/deployment.js';
import { BadField, checkFields } from '../model/check-fields.js';
import { type PortalAction, actInPortal } from '../model/portal.js';
import { PORTAL_RULES, readFault, readSwitches } from '../model/read-fault.js';
import { type Query as AudienceQuery, World } from '../model/world.js';

type BrandChange = {
  appIdRevoked?: boolean;
  /** For all users of the brand. */
  ownerActive?: boolean;
  /** Audience queries that load differently. */
  queries?: Record<string, AudienceQuery>;
};

/** What Omeda does not have: clock, switches, faults, and the portal's users. In JSON. */
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
      if (Number.isNaN(Date.parse(now)))
        throw new BadRequestException(`'${now}' is not an instant.`);
      this.world.clock.set(now);
    }
    if (advanceMs) this.world.clock.advance(advanceMs);
    this.world.changed();
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

  /** `after` is the last `no` read. */
  @Get('ledger')
  ledger(@Query('after') after = '0') {
    return this.world.ledger.entries.slice(Number(after) || 0);
  }

  @Get('switches')
  switches() {
    return this.world.switches;
  }

  @Put('switches')
  setSwitches(@Body() switches: unknown) {
    Object.assign(
      this.world.switches,
      valid(() => readSwitches(switches)),
    );
    return this.world.switches;
  }

  @Post('faults')
  @HttpCode(201)
  addFault(@Body() asked: unknown) {
    const fault = valid(() => readFault(asked));
    this.world.faults.add(fault);
    return fault;
  }

  /** For the draws of faults with a `rate` that are added from now on. */
  @Put('seed')
  setSeed(@Body() { seed }: { seed?: number }) {
    if (!Number.isInteger(seed)) throw new BadRequestException("'seed' must be a whole number.");
    this.world.faults.setSeed(Number(seed));
    return { seed };
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
  portal(@Param('trackId') trackId: string, @Body() asked: unknown) {
    const action = valid(() => checkFields<PortalAction>(asked, PORTAL_RULES));
    const deployment = actInPortal(this.world, trackId, action);
    if (!deployment) throw new NotFoundException(`No deployment '${trackId}'.`);
    return deployment;
  }
}

function valid<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadField) throw new BadRequestException(error.message);
    throw error;
  }
}
