import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { closeBatch, type ManifestAnswer, sendManifest, sendPicture } from "./api.ts";
import { words } from "./words.ts";

/** An open batch: its manifest, its pictures, and the end of both. */
export function FillBatch({ id }: { id: string }) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ["batches", id] });
  return (
    <>
      <ManifestStep id={id} onDone={refresh} />
      <PicturesStep id={id} onDone={refresh} />
      <CloseStep id={id} onDone={refresh} />
    </>
  );
}

interface StepProps {
  readonly id: string;
  readonly onDone: () => Promise<void>;
}

function ManifestStep({ id, onDone }: StepProps) {
  const fileId = useId();
  const dryId = useId();
  const [file, setFile] = useState<File | null>(null);
  const [dryRun, setDryRun] = useState(false);
  const send = useMutation({
    mutationFn: (csv: File) => sendManifest(id, csv, dryRun),
    onSuccess: onDone,
  });
  return (
    <section aria-labelledby="manifest">
      <h2 id="manifest">{words.manifest}</h2>
      <p className="faint">{words.manifestHelp}</p>
      <div className="inline">
        <div className="field">
          <label htmlFor={fileId}>{words.manifestFile}</label>
          <input
            id={fileId}
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </div>
        <div className="tick">
          <input
            id={dryId}
            type="checkbox"
            checked={dryRun}
            onChange={(event) => setDryRun(event.target.checked)}
          />
          <label htmlFor={dryId}>{words.dryRun}</label>
        </div>
        <Button
          isDisabled={file === null || send.isPending}
          onPress={() => file !== null && send.mutate(file)}
        >
          {words.sendManifest}
        </Button>
      </div>
      {send.isError && <ProblemNotice error={send.error} />}
      {send.data !== undefined && <Verdicts answer={send.data} />}
    </section>
  );
}

function Verdicts({ answer }: { answer: ManifestAnswer }) {
  return (
    <div className="notice" role="status">
      <p>{words.accepted(answer.accepted, answer.refused, answer.dryRun)}</p>
      {answer.refused > 0 && (
        <ul>
          {answer.rows
            .filter((row) => !row.accepted)
            .map((row) => (
              <li key={row.line}>
                {words.line} {row.line}: {row.sentence ?? row.reason}
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}

function PicturesStep({ id, onDone }: StepProps) {
  const filesId = useId();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [done, setDone] = useState(0);
  const send = useMutation({
    mutationFn: async () => {
      setDone(0);
      // One after another: what was taken in stays, and the one that fails is named by its place.
      for (const file of files) {
        await sendPicture(id, file);
        setDone((count) => count + 1);
      }
    },
    onSettled: onDone,
  });
  return (
    <section aria-labelledby="files">
      <h2 id="files">{words.files}</h2>
      <p className="faint">{words.filesHelp}</p>
      <div className="inline">
        <div className="field">
          <label htmlFor={filesId}>{words.pictureFiles}</label>
          <input
            id={filesId}
            type="file"
            multiple
            accept=".age,.jpg,.jpeg,.png,.webp,.tif,.tiff,.bmp,image/jpeg,image/png,image/webp,image/tiff,image/bmp"
            onChange={(event) => setFiles([...(event.target.files ?? [])])}
          />
        </div>
        <Button isDisabled={files.length === 0 || send.isPending} onPress={() => send.mutate()}>
          {words.sendPictures}
        </Button>
      </div>
      {(send.isPending || send.isSuccess) && <p role="status">{words.sent(done, files.length)}</p>}
      {send.isError && <ProblemNotice error={send.error} />}
    </section>
  );
}

function CloseStep({ id, onDone }: StepProps) {
  const close = useMutation({ mutationFn: () => closeBatch(id), onSuccess: onDone });
  return (
    <section aria-labelledby="close">
      <h2 id="close">{words.close}</h2>
      <p className="faint">{words.closeHelp}</p>
      <Button className="primary" isDisabled={close.isPending} onPress={() => close.mutate()}>
        {words.closeNow}
      </Button>
      {close.isError && <ProblemNotice error={close.error} />}
    </section>
  );
}
