import { type RefObject, useRef, useState } from "react";
import { Button } from "../access/Button.tsx";
import { Later } from "../access/Later.tsx";
import type { Task } from "./api.ts";
import { DEFINITIONS, isNews, remember } from "./readGuidelines.ts";
import { words } from "./words.ts";

const taskGuideline = async () => (await import("./TaskGuideline.tsx")).TaskGuideline;

/**
 * What the project asks of whoever works on its faces, over the page: opened by a button or by the key on the picture. A version
 * that this browser has not shown is said to be new, once.
 */
export function GuidelineDialog(props: { task: Task; opener: RefObject<(() => void) | null> }) {
  const { task } = props;
  const sheet = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState(false);
  const [news, setNews] = useState(() => isNews(localStorage, task));
  const open = () => {
    if (sheet.current?.open === false) {
      setOpened(true);
      setNews(false);
      remember(localStorage, task);
      sheet.current.showModal();
    }
  };
  props.opener.current = open;
  return (
    <>
      {news && (
        <p role="status" className="notice">
          {words.guidelineChanged(task.guidelineVersion)}
        </p>
      )}
      {task.guidelineVersion > DEFINITIONS && <Button onPress={open}>{words.guidelineOpen}</Button>}
      <dialog ref={sheet} className="cheats" aria-label={words.guideline}>
        {opened && <Later load={taskGuideline} props={{ task }} />}
        <div className="actions">
          <Button className="primary" onPress={() => sheet.current?.close()}>
            {words.guidelineClose}
          </Button>
        </div>
      </dialog>
    </>
  );
}
