const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const clockFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** An ISO 8601 instant in the computer's own time zone, as `2 Jan 2026, 04:04`; what is no instant stays as it is. */
export function formatTime(instant: string): string {
  const time = new Date(instant);
  return Number.isNaN(time.getTime()) ? instant : format.format(time);
}

/** The time of day alone, for what has just happened: `04:04`. */
export const formatTimeOfDay = (time: Date): string => clockFormat.format(time);

/** The day of an ISO 8601 instant in UTC, as expiry dates are counted: `2 Jan 2027`. */
export function formatDay(instant: string): string {
  const time = new Date(instant);
  return Number.isNaN(time.getTime()) ? instant : dayFormat.format(time);
}
