import type { ReactNode } from "react";
import { keysOf, type Remapped } from "./bindings.ts";
import { COMMANDS, type CommandId, GROUPS } from "./commands.ts";
import { keyName, keyWords } from "./keyWords.ts";

/** All commands with their keys, group by group. */
export function KeyTable({ remapped, more }: { remapped: Remapped; more?: (id: CommandId) => ReactNode }) {
  return (
    <div className="keytables">
      {GROUPS.map((group) => (
        <table key={group}>
          <caption>{keyWords.groups[group]}</caption>
          <thead className="unseen">
            <tr>
              <th scope="col">{keyWords.key}</th>
              <th scope="col">{keyWords.does}</th>
            </tr>
          </thead>
          <tbody>
            {COMMANDS.filter((command) => command.group === group).map(({ id }) => (
              <tr key={id}>
                <td>
                  {keysOf(remapped, id).map((key) => (
                    <kbd key={key}>{keyName(key)}</kbd>
                  ))}
                </td>
                <td>
                  {keyWords.commands[id]}
                  {more?.(id)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
