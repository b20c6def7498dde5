import { words } from "./words.ts";

export function TrailPage() {
  return <h1>{words.title}</h1>;
}
