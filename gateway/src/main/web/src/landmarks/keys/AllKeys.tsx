import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { keptKeys } from "./bindings.ts";
import { KeyTable } from "./KeyTable.tsx";
import { keyWords } from "./keyWords.ts";

/** What stands on the cheat sheet. */
export function AllKeys() {
  const [remapped] = useState(() => keptKeys(localStorage));
  return (
    <>
      <h2>{keyWords.title}</h2>
      <p>{keyWords.help}</p>
      <KeyTable remapped={remapped} />
      <p>
        <Link to="/app/settings">{keyWords.changeThem}</Link>
      </p>
    </>
  );
}
