import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';

/**
 * Lets what a handler throws arrive at the transport as it is. Without it Nest makes every error
 * "Internal server error", and that would be the reason on a parked wake-up.
 */
@Catch()
export class OriginalErrorFilter implements RpcExceptionFilter<unknown> {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
