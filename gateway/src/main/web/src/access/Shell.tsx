import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { Button } from "./Button.tsx";
import { language } from "./language.ts";
import {
  ADMINISTRATOR,
  ANNOTATOR,
  CLIENT,
  COMPLIANCE_OFFICER,
  EXTERNAL_AUDITOR,
  REDACTION_OFFICER,
  SENIOR_REVIEWER,
  signOut,
  TEAM_LEAD,
  useSession,
} from "./session.ts";
import { words } from "./words.ts";

/** Which pages are for whom. The gateway decides anew at every call; this only saves people dead ends. */
export function placesFor(roles: readonly string[]): Array<keyof typeof words.nav> {
  const places: Array<keyof typeof words.nav> = [];
  if (roles.includes(CLIENT) || roles.includes(REDACTION_OFFICER)) {
    places.push("projects");
  }
  if (roles.includes(ANNOTATOR) || roles.includes(SENIOR_REVIEWER)) {
    places.push("work");
  }
  if (roles.includes(TEAM_LEAD)) {
    places.push("team");
  }
  if (roles.includes(COMPLIANCE_OFFICER)) {
    places.push("findings", "trail", "sights", "subject", "erasures", "corrections", "holds", "budgets");
  }
  if (roles.includes(ADMINISTRATOR)) {
    places.push("organisations", "people", "keys");
  }
  if ([ADMINISTRATOR, COMPLIANCE_OFFICER, EXTERNAL_AUDITOR].some((role) => roles.includes(role))) {
    places.push("rules");
  }
  if (roles.includes(ADMINISTRATOR) || roles.includes(COMPLIANCE_OFFICER)) {
    places.push("approvals", "auditors");
  }
  return places;
}

export const PATHS = {
  projects: "/app/projects",
  work: "/app/work",
  team: "/app/team",
  trail: "/app/trail",
  sights: "/app/sights",
  subject: "/app/subject",
  findings: "/app/findings",
  erasures: "/app/erasures",
  corrections: "/app/corrections",
  holds: "/app/holds",
  budgets: "/app/budgets",
  organisations: "/app/organisations",
  people: "/app/people",
  approvals: "/app/approvals",
  auditors: "/app/auditors",
  keys: "/app/keys",
  rules: "/app/rules",
} as const;

/** Hands promises to a witness, which few installations have: what does so is fetched only there. */
function handingOver(witness: string): () => void {
  let left = false;
  let end: () => void = () => undefined;
  import("../trail/handOverTo.ts").then(
    ({ handOverTo }) => {
      if (!left) {
        end = handOverTo(witness);
      }
    },
    // Nothing about promises may disturb anybody's work; the next page tries again.
    () => undefined,
  );
  return () => {
    left = true;
    end();
  };
}

/** Pages that speak the chosen language; the others are in English, which a screen reader has to be told. */
const TRANSLATED = /^\/(app\/(work|settings))?\/?$/;

export function Shell() {
  const session = useSession();
  const { pathname } = useLocation();
  const english = language !== "en" && !TRANSLATED.test(pathname);
  const witness = session.promiseWitness;
  useEffect(() => (witness === null ? undefined : handingOver(witness)), [witness]);
  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      {session.demo && <aside className="demo">{words.demo}</aside>}
      <header className="bar">
        <Link to="/" className="brand">
          {words.product}
        </Link>
        <nav aria-label={words.product}>
          {placesFor(session.roles).map((place) => (
            <Link key={place} to={PATHS[place]} activeProps={{ "aria-current": "page" }}>
              {words.nav[place]}
            </Link>
          ))}
        </nav>
        {session.signedIn && (
          <div className="who">
            <span>{session.name}</span>
            {placesFor(session.roles).includes("work") && <Link to="/app/settings">{words.settings}</Link>}
            <Link to="/app/promises">{words.promises}</Link>
            <Button className="quiet" onPress={() => void signOut()}>
              {words.signOut}
            </Button>
          </div>
        )}
      </header>
      <main id="content" tabIndex={-1} lang={english ? "en" : language}>
        <Outlet />
      </main>
    </>
  );
}
