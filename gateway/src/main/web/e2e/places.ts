/** Every page of Visor, who sees it, and the way there. A unit test holds this against the routes of the program. */

export interface Place {
  /** As the program's routes have it. */
  readonly route: string;
  readonly person: string;
  /** Where the way begins, with its search part. */
  readonly from: string;
  /** What the address of each next link is like, to be followed one after the other; a page without such a link ends it. */
  readonly links: readonly RegExp[];
}

const at = (person: string, route: string, search = ""): Place => ({
  route,
  person,
  from: route + search,
  links: [],
});
const by = (person: string, route: string, from: string, ...links: RegExp[]): Place => ({
  route,
  person,
  from,
  links,
});

const PROJECT = /^\/app\/projects\/[^/]+$/;
const BATCH = /^\/app\/batches\/[^/]+$/;

export const PLACES: readonly Place[] = [
  at("ada", "/"),
  at("rosa", "/app/projects"),
  by("rosa", "/app/projects/$project", "/app/projects", PROJECT),
  at("rosa", "/app/schemas"),
  by("rosa", "/app/schemas/$schema", "/app/schemas", /^\/app\/schemas\/[^/]+$/),
  by("rosa", "/app/batches/$batch", "/app/projects", PROJECT, BATCH),
  by("rosa", "/app/batches/$batch/review", "/app/projects", PROJECT, BATCH, /\/review$/),
  by("rosa", "/app/exports/$export", "/app/projects", PROJECT, BATCH, /^\/app\/exports\/[^/]+$/),
  at("anna", "/app/work"),
  at("lea", "/app/team"),
  at("anna", "/app/settings"),
  at("anna", "/app/promises"),
  at("otto", "/app/trail", "?all=true"),
  by("otto", "/app/trail/$record", "/app/trail?all=true", /^\/app\/trail\/[^/?]+$/),
  at("otto", "/app/sights"),
  at("otto", "/app/subject"),
  at("otto", "/app/findings"),
  by("otto", "/app/findings/$finding", "/app/findings", /^\/app\/findings\/[^/]+$/),
  at("otto", "/app/holds"),
  at("otto", "/app/budgets"),
  at("otto", "/app/erasures"),
  at("otto", "/app/corrections"),
  at("ada", "/app/organisations"),
  at("ada", "/app/people"),
  at("ada", "/app/approvals"),
  by("ada", "/app/approvals/$approval/original", "/app/approvals", /^\/app\/approvals\/[^/]+\/original/),
  at("ada", "/app/auditors"),
  at("ada", "/app/keys"),
  at("ada", "/app/rules"),
  by("ada", "/app/rules/$set", "/app/rules", /^\/app\/rules\/[^/]+$/),
];

/** A page's name as part of a file's. */
export function fileName({ route }: Place): string {
  return route === "/"
    ? "home"
    : route
        .replace(/^\/app\//, "")
        .replaceAll("/", "-")
        .replaceAll("$", "one-");
}
