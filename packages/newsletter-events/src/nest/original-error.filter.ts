import { type Observable, throwError } from 'rxjs';

/**
 * Passes what a handler throws to the strategy. Without it Nest makes every error "Internal server error",
 * which becomes the reason of parked events: `app.useGlobalFilters(new OriginalErrorFilter())`.
 */
export class OriginalErrorFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
