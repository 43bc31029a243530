const MINUTE = 60;
const HOUR = 60 * MINUTE;

const two = (value: number): string => value.toString().padStart(2, '0');

/** `1:02:03` or `02:03` from now until then; undefined when it has passed. */
export function timeLeft(expires: string, now: number): string | undefined {
  const seconds = Math.ceil((Date.parse(expires) - now) / 1000);
  if (!(seconds > 0)) return undefined;
  const hours = Math.floor(seconds / HOUR);
  const rest = `${two(Math.floor((seconds % HOUR) / MINUTE))}:${two(seconds % MINUTE)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
