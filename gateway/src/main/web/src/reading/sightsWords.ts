import type { Sight } from "./sights.ts";

const NUMBER = new Intl.NumberFormat("en-GB");

/** What the page of who saw whom says. */
export const sightsWords = {
  title: "Who saw whom",
  help: "Who opened views and originals of whom, from the log of your organisation. A delivery that was broken off counts as opened, because nobody can say how much was seen. Each page is itself recorded.",
  form: "Whom and when to ask about",
  from: "From (UTC)",
  until: "Until (UTC)",
  zone: "Time zone of the page",
  zoneHelp: "Odd hours are before 06:00, from 22:00 on, and weekends, in this zone.",
  name: "Name",
  nameHelp: "Of whoever looked, written out; empty for everybody.",
  pseudonym: "Pseudonym",
  pseudonymHelp: "Of the person in the picture; empty for everybody.",
  labels: { actor: "Seen by", subject: "The person seen" },
  everybody: (what: string) => `Ask about everybody again: ${what}`,
  ask: "Ask",
  asking: "Counting",
  nothing: "Nobody opened a picture in this time.",
  graph: "Graph",
  graphHelp:
    "Each line is a row of the table. Thicker is more often; broken lines have openings at odd hours.",
  graphLabel: (pairs: number) =>
    `${pairs} ${pairs === 1 ? "line" : "lines"} from whoever looked, left, to the persons seen, right; the table of pairs says the same.`,
  edge: (sight: Sight) =>
    `${sight.actor}: ${NUMBER.format(sight.opened)} times, ${NUMBER.format(sight.odd)} at odd hours`,
  table: "Pairs",
  caption: (zone: string) => `Who opened pictures of whom, most often first, times in ${zone}`,
  columns: {
    who: "Who",
    whom: "Whom",
    opened: "Opened",
    sent: "Sent completely",
    odd: "At odd hours",
    first: "First",
    last: "Last",
    records: "Records",
  },
  erased: "erased",
  records: "Records",
  recordsOf: (who: string, whom: string) => `Records of ${who} about ${whom}`,
  more: "More",
  timeline: "Timeline",
  timelineHelp: "A bar for each day, as high as pictures were opened; the red part lies at odd hours.",
  timelineLabel: (days: number) =>
    `A bar for each of ${days} ${days === 1 ? "day" : "days"} with openings, its red part at odd hours; the table of days says the same.`,
  daysCaption: (zone: string) => `Pictures opened a day, in ${zone}`,
  dayColumns: { day: "Day", opened: "Opened", odd: "At odd hours" },
  missing: (number: number) =>
    `${NUMBER.format(number)} ${number === 1 ? "record is" : "records are"} durable but not searchable yet, and may be missing here. Please ask again shortly.`,
  count: (value: number) => NUMBER.format(value),
} as const;
