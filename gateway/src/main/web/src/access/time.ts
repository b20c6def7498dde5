import { LOCALE } from "./language.ts";

const DATE = {
  year: "numeric",
  month: "short",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
} as const;
const LOCAL = new Intl.DateTimeFormat(LOCALE, DATE);
const UTC = new Intl.DateTimeFormat(LOCALE, { ...DATE, timeZone: "UTC" });

/** A moment as people read it, never without its time zone. */
export function moment(instant: string): string {
  return format(instant, LOCAL);
}

/** A moment in the one time zone that everybody who looks at the trail shares. */
export function utcMoment(instant: string): string {
  return format(instant, UTC);
}

/** A moment in a zone by its name; in UTC where the browser does not know the zone. */
export function zonedMoment(instant: string, zone: string): string {
  try {
    return format(instant, new Intl.DateTimeFormat(LOCALE, { ...DATE, timeZone: zone }));
  } catch {
    return utcMoment(instant);
  }
}

function format(instant: string, as: Intl.DateTimeFormat): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : as.format(date);
}
