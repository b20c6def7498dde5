import { useMutation } from "@tanstack/react-query";
import { Button } from "../../access/Button.tsx";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { editorWords } from "../editorWords.ts";
import type { Work } from "./work.ts";

/** Asks what becomes of two versions, this page's and one that it did not know of. Neither answer loses anything. */
export function StaleNotice({ work }: { work: Work }) {
  const going = useMutation({ mutationFn: (withWhat: "here" | "there") => work.goOn(withWhat) });
  return (
    <>
      <div className="actions">
        <Button className="primary" isDisabled={going.isPending} onPress={() => going.mutate("here")}>
          {editorWords.goOnHere}
        </Button>
        <Button isDisabled={going.isPending} onPress={() => going.mutate("there")}>
          {editorWords.goOnThere}
        </Button>
      </div>
      {going.isError && <ProblemNotice error={going.error} />}
    </>
  );
}
