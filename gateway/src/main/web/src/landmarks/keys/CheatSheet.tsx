import { type RefObject, useRef, useState } from "react";
import { Button } from "../../access/Button.tsx";
import { Later } from "../../access/Later.tsx";
import { editorWords } from "../editorWords.ts";

const allKeys = async () => (await import("./AllKeys.tsx")).AllKeys;

/** All keys, over the page; opened by a button or by the key on the picture, closed by Escape. They are fetched only then. */
export function CheatSheet({ opener }: { opener: RefObject<(() => void) | null> }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [openings, setOpenings] = useState(0);
  const open = () => {
    if (sheet.current?.open === false) {
      setOpenings(openings + 1);
      sheet.current.showModal();
    }
  };
  opener.current = open;
  return (
    <>
      <Button onPress={open}>{editorWords.allKeys}</Button>
      <dialog ref={sheet} className="cheats" aria-label={editorWords.keysTitle}>
        {/* They may have been changed in another tab since. */}
        {openings > 0 && <Later key={openings} load={allKeys} props={{}} />}
        <div className="actions">
          <Button className="primary" onPress={() => sheet.current?.close()}>
            {editorWords.keysClose}
          </Button>
        </div>
      </dialog>
    </>
  );
}
