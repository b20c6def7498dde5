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
import { words } from "./access/words.ts";

const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => (
    <section>
      <h1>{words.notFound}</h1>
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

const work = createRoute({
  getParentRoute: () => app,
  path: "work",
  component: lazyRouteComponent(() => import("./landmarks/WorkPage.tsx"), "WorkPage"),
});

const trail = createRoute({
  getParentRoute: () => app,
  path: "trail",
  component: lazyRouteComponent(() => import("./reading/TrailPage.tsx"), "TrailPage"),
});

const tree = root.addChildren([home, app.addChildren([projects, work, trail])]);

export function makeRouter() {
  return createRouter({
    routeTree: tree,
    defaultErrorComponent: ({ error, reset }) => <ProblemNotice error={error} retry={reset} />,
    scrollRestoration: false,
    // Where somebody goes tells what they look at: nothing is fetched before it is asked for.
    defaultPreload: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
