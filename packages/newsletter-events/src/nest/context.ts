import { BaseRpcContext } from '@nestjs/microservices';

/** What a handler gets with `@Ctx()`. */
export class NewsletterEventContext extends BaseRpcContext<[name: string, attempt: number]> {
  /** Such as `deployment.scheduled`. */
  get name(): string {
    return this.getArgByIndex(0) as string;
  }

  /**
   * From 1. Above 1 it is a redelivery: a handler failed, or a process had none for it. Later events of the same
   * newsletter may have been handled in between.
   */
  get attempt(): number {
    return this.getArgByIndex(1) as number;
  }
}
