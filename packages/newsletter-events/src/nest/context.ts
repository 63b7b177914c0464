import { BaseRpcContext } from '@nestjs/microservices';

/** What a handler may ask for by `@Ctx()`. */
export class NewsletterEventContext extends BaseRpcContext<[name: string, attempt: number]> {
  /** Such as `deployment.scheduled`. */
  get name(): string {
    return this.getArgByIndex(0) as string;
  }

  /**
   * From 1. Above 1 it came before: a handler failed, or a process had none for it. Later events of the same newsletter may
   * have come meanwhile.
   */
  get attempt(): number {
    return this.getArgByIndex(1) as number;
  }
}
