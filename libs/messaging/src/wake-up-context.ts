import { BaseRpcContext } from '@nestjs/microservices';

/** What guards, interceptors and `@Ctx()` get besides the wake-up. */
export class WakeUpContext extends BaseRpcContext<[pattern: string, deliveries: number]> {
  getPattern(): string {
    return this.args[0];
  }

  /** How often this wake-up was delivered without an outcome, this time included. */
  getDeliveries(): number {
    return this.args[1];
  }
}
