import { keptKeys, keysOf } from "./bindings.ts";
import type { CommandId } from "./commands.ts";
import { keyName } from "./keyWords.ts";

/** The key that does the same. It is no part of a button's name. */
export function KeyHint({ command }: { command: CommandId }) {
  const [key] = keysOf(keptKeys(localStorage), command);
  return key === undefined ? null : (
    <span className="kbd" aria-hidden="true">
      {keyName(key)}
    </span>
  );
}
