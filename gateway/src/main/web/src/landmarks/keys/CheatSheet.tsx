import { Link } from "@tanstack/react-router";
import { type RefObject, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { editorWords } from "../editorWords.ts";
import { keptKeys, type Remapped } from "./bindings.ts";
import { KeyTable } from "./KeyTable.tsx";
import { keyWords } from "./keyWords.ts";

/** All keys, over the page; opened by a button or by the key on the picture, closed by Escape. */
export function CheatSheet({ opener }: { opener: RefObject<(() => void) | null> }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [remapped, setRemapped] = useState<Remapped | null>(null);
  const open = () => {
    if (sheet.current?.open === false) {
      // They may have been changed in another tab.
      setRemapped(keptKeys(localStorage));
      sheet.current.showModal();
    }
  };
  opener.current = open;
  return (
    <>
      <Button onPress={open}>{editorWords.allKeys}</Button>
      <dialog ref={sheet} className="cheats" aria-labelledby="cheats">
        <h2 id="cheats">{keyWords.title}</h2>
        <p>{keyWords.help}</p>
        {remapped !== null && <KeyTable remapped={remapped} />}
        <div className="actions">
          <Button className="primary" onPress={() => sheet.current?.close()}>
            {keyWords.close}
          </Button>
          <Link to="/app/settings">{keyWords.changeThem}</Link>
        </div>
      </dialog>
    </>
  );
}
