import { type Observable, throwError } from 'rxjs';

/**
 * Has the strategy get what a handler throws. Without it Nest makes every error "Internal server error",
 * and that is the reason on what is parked: `app.useGlobalFilters(new OriginalErrorFilter())`.
 */
export class OriginalErrorFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
