import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router";
import { HomePage } from "./access/HomePage.tsx";
import { ProblemNotice } from "./access/ProblemNotice.tsx";
import { Shell } from "./access/Shell.tsx";
import { readSide } from "./access/side.ts";
import { Title } from "./access/Title.tsx";
import { words } from "./access/words.ts";
import { readVersion } from "./projects/schemas/version.ts";
import { readFilter } from "./reading/filter.ts";
import { readSights } from "./reading/sightsAddress.ts";
import { readSubject } from "./reading/subject.ts";

const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => (
    <section>
      <Title>{words.notFound}</Title>
      <Link to="/">{words.home}</Link>
    </section>
  ),
});

const home = createRoute({ getParentRoute: () => root, path: "/", component: HomePage });

const app = createRoute({ getParentRoute: () => root, path: "app", component: Outlet });

const projects = createRoute({
  getParentRoute: () => app,
  path: "projects",
  component: lazyRouteComponent(() => import("./projects/ProjectsPage.tsx"), "ProjectsPage"),
});

const project = createRoute({
  getParentRoute: () => app,
  path: "projects/$project",
  component: lazyRouteComponent(() => import("./projects/ProjectPage.tsx"), "ProjectPage"),
});

const schemas = createRoute({
  getParentRoute: () => app,
  path: "schemas",
  component: lazyRouteComponent(() => import("./projects/schemas/SchemasPage.tsx"), "SchemasPage"),
});

const schema = createRoute({
  getParentRoute: () => app,
  path: "schemas/$schema",
  validateSearch: readVersion,
  component: lazyRouteComponent(() => import("./projects/schemas/SchemaPage.tsx"), "SchemaPage"),
});

const batch = createRoute({
  getParentRoute: () => app,
  path: "batches/$batch",
  component: lazyRouteComponent(() => import("./intake/BatchPage.tsx"), "BatchPage"),
});

const review = createRoute({
  getParentRoute: () => app,
  path: "batches/$batch/review",
  component: lazyRouteComponent(() => import("./intake/ReviewPage.tsx"), "ReviewPage"),
});

const check = createRoute({
  getParentRoute: () => app,
  path: "exports/$export",
  component: lazyRouteComponent(() => import("./exchange/CheckPage.tsx"), "CheckPage"),
});

const work = createRoute({
  getParentRoute: () => app,
  path: "work",
  component: lazyRouteComponent(() => import("./landmarks/WorkPage.tsx"), "WorkPage"),
});

const team = createRoute({
  getParentRoute: () => app,
  path: "team",
  component: lazyRouteComponent(() => import("./landmarks/team/TeamPage.tsx"), "TeamPage"),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: "settings",
  component: lazyRouteComponent(() => import("./landmarks/comfort/SettingsPage.tsx"), "SettingsPage"),
});

const trail = createRoute({
  getParentRoute: () => app,
  path: "trail",
  validateSearch: readFilter,
  component: lazyRouteComponent(() => import("./reading/TrailPage.tsx"), "TrailPage"),
});

const record = createRoute({
  getParentRoute: () => app,
  path: "trail/$record",
  component: lazyRouteComponent(() => import("./reading/RecordPage.tsx"), "RecordPage"),
});

const sights = createRoute({
  getParentRoute: () => app,
  path: "sights",
  validateSearch: readSights,
  component: lazyRouteComponent(() => import("./reading/SightsPage.tsx"), "SightsPage"),
});

const subject = createRoute({
  getParentRoute: () => app,
  path: "subject",
  validateSearch: readSubject,
  component: lazyRouteComponent(() => import("./reading/SubjectPage.tsx"), "SubjectPage"),
});

const findings = createRoute({
  getParentRoute: () => app,
  path: "findings",
  component: lazyRouteComponent(() => import("./findings/FindingsPage.tsx"), "FindingsPage"),
});

const finding = createRoute({
  getParentRoute: () => app,
  path: "findings/$finding",
  component: lazyRouteComponent(() => import("./findings/FindingPage.tsx"), "FindingPage"),
});

const holds = createRoute({
  getParentRoute: () => app,
  path: "holds",
  component: lazyRouteComponent(() => import("./subjects/HoldsPage.tsx"), "HoldsPage"),
});

const budgets = createRoute({
  getParentRoute: () => app,
  path: "budgets",
  component: lazyRouteComponent(() => import("./views/BudgetsPage.tsx"), "BudgetsPage"),
});

const erasures = createRoute({
  getParentRoute: () => app,
  path: "erasures",
  component: lazyRouteComponent(() => import("./subjects/ErasuresPage.tsx"), "ErasuresPage"),
});

const corrections = createRoute({
  getParentRoute: () => app,
  path: "corrections",
  component: lazyRouteComponent(() => import("./subjects/CorrectionsPage.tsx"), "CorrectionsPage"),
});

const organisations = createRoute({
  getParentRoute: () => app,
  path: "organisations",
  component: lazyRouteComponent(() => import("./subjects/OrganisationsPage.tsx"), "OrganisationsPage"),
});

const people = createRoute({
  getParentRoute: () => app,
  path: "people",
  component: lazyRouteComponent(() => import("./access/PeoplePage.tsx"), "PeoplePage"),
});

const approvals = createRoute({
  getParentRoute: () => app,
  path: "approvals",
  component: lazyRouteComponent(() => import("./access/ApprovalsPage.tsx"), "ApprovalsPage"),
});

const auditors = createRoute({
  getParentRoute: () => app,
  path: "auditors",
  component: lazyRouteComponent(() => import("./access/AuditorsPage.tsx"), "AuditorsPage"),
});

const brokenGlass = createRoute({
  getParentRoute: () => app,
  path: "approvals/$approval/original",
  validateSearch: readSide,
  component: lazyRouteComponent(() => import("./views/BrokenGlassPage.tsx"), "BrokenGlassPage"),
});

const keys = createRoute({
  getParentRoute: () => app,
  path: "keys",
  component: lazyRouteComponent(() => import("./vault/KeysPage.tsx"), "KeysPage"),
});

const rules = createRoute({
  getParentRoute: () => app,
  path: "rules",
  component: lazyRouteComponent(() => import("./rules/RulesPage.tsx"), "RulesPage"),
});

const ruleSet = createRoute({
  getParentRoute: () => app,
  path: "rules/$set",
  component: lazyRouteComponent(() => import("./rules/RuleSetPage.tsx"), "RuleSetPage"),
});

const promises = createRoute({
  getParentRoute: () => app,
  path: "promises",
  component: lazyRouteComponent(() => import("./trail/PromisesPage.tsx"), "PromisesPage"),
});

const tree = root.addChildren([
  home,
  app.addChildren([
    projects,
    project,
    schemas,
    schema,
    batch,
    review,
    check,
    work,
    team,
    settings,
    trail,
    record,
    sights,
    subject,
    findings,
    finding,
    holds,
    budgets,
    erasures,
    corrections,
    organisations,
    people,
    approvals,
    auditors,
    brokenGlass,
    keys,
    rules,
    ruleSet,
    promises,
  ]),
]);

export function makeRouter() {
  return createRouter({
    routeTree: tree,
    defaultErrorComponent: ({ error, reset }) => <ProblemNotice error={error} retry={reset} />,
    scrollRestoration: false,
    // Where somebody goes tells what they look at: nothing is fetched before it is asked for.
    defaultPreload: false,
    defaultPendingComponent: () => <p className="faint loading">{words.loading}</p>,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
