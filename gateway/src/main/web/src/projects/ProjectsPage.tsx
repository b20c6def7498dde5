import { words } from "./words.ts";

export function ProjectsPage() {
  return <h1>{words.title}</h1>;
}
