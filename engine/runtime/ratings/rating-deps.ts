import type pg from 'pg';
import type { CalendarRegistry } from '../calendars.ts';
import type { Clock } from '../clock.ts';
import type { OrganisationRegistry } from '../organisation.ts';

export interface RatingDeps {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly organisation: OrganisationRegistry;
  readonly calendars: CalendarRegistry;
  /** How long after its delivery, else its end, a case can be rated, calendar days; absent: `RATING_DAYS`. */
  readonly ratingDays?: number | undefined;
}
