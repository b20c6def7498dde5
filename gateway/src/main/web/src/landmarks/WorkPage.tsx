import { words } from "./words.ts";

export function WorkPage() {
  return <h1>{words.title}</h1>;
}
