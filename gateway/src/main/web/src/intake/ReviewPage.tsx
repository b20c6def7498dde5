import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { Picture } from "../views/Picture.tsx";
import {
  type Reviewed,
  type ReviewedRow,
  releaseBatch,
  restoreView,
  reviewQuery,
  standingQuery,
  withdrawBatch,
} from "./api.ts";
import { OutlineEditor } from "./OutlineEditor.tsx";
import { words } from "./words.ts";

/** The redaction officer's look at a batch, and the decision. */
export function ReviewPage() {
  const { batch: id } = useParams({ from: "/app/batches/$batch/review" });
  const standing = useSuspenseQuery(standingQuery(id)).data;
  const pictures = useSuspenseQuery(reviewQuery(id)).data;
  const faces = pictures.reduce((sum, picture) => sum + picture.views.length, 0);
  return (
    <>
      <p>
        <Link to="/app/batches/$batch" params={{ batch: id }}>
          {standing.batch.label}
        </Link>
      </p>
      <Title>{words.review}</Title>
      <p className="lead">{words.count(pictures.length, faces)}</p>
      <p className="faint">{words.reviewHelp}</p>
      <Decision id={id} state={standing.batch.state} />
      {standing.batch.state !== "withdrawn" && (
        <ol className="pairs">
          {pictures.map((picture) => (
            <Pair key={picture.id} picture={picture} />
          ))}
        </ol>
      )}
    </>
  );
}

function Pair({ picture }: { picture: Reviewed }) {
  const [drawing, setDrawing] = useState<ReviewedRow | null>(null);
  return (
    <li>
      <h2>{picture.reference}</h2>
      <p className="faint">
        {picture.width} × {picture.height}
        {picture.bystanders > 0 && ` · ${words.bystandersIn(picture.bystanders)}`}
        {picture.sentence !== null && ` · ${picture.state}: ${picture.sentence}`}
      </p>
      <div className="pair">
        <Picture
          path={`/api/v1/assets/${picture.id}/original`}
          raster="upright"
          label={words.original(picture.reference)}
          longest={420}
        />
        <div className="views">
          {picture.views.length === 0 && <p className="faint">{words.noView}</p>}
          {picture.views.map((view, i) => (
            <div key={view.id}>
              <Picture
                path={`/api/v1/views/${view.id}/picture`}
                raster="stored"
                label={words.view(i + 1, picture.reference)}
                longest={190}
              />
              <p className="faint">{rowOf(picture, view.id)}</p>
              {view.detector === "drawn" && <p className="faint">{words.drawn}</p>}
              {view.state === "withheld" && <Withheld view={view.id} />}
            </div>
          ))}
        </div>
      </div>
      <ul className="claimed">
        {picture.rows.map((row) => (
          <li key={row.line}>
            <span>
              {words.row(row.line)}
              {row.sentence !== null && `: ${row.sentence}`}
            </span>
            {drawable(picture) && (
              <Button isDisabled={drawing !== null} onPress={() => setDrawing(row)}>
                {row.view === null ? words.draw : words.correct}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {drawing !== null && <OutlineEditor picture={picture} row={drawing} onDone={() => setDrawing(null)} />}
    </li>
  );
}

/** Which row of the manifest the view's face is claimed by. */
function rowOf(picture: Reviewed, view: string): string {
  const row = picture.rows.find((one) => one.view === view);
  return row === undefined ? "" : words.row(row.line);
}

/** A picture that the machine has looked at and that can become a view. */
function drawable(picture: Reviewed): boolean {
  return picture.state === "redacted" || picture.state === "waiting";
}

/** A view that an annotator reported, and the way back. */
function Withheld({ view }: { view: string }) {
  const queries = useQueryClient();
  const restore = useMutation({
    mutationFn: () => restoreView(view),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["review"] }),
  });
  return (
    <>
      <p className="notice">{words.withheld}</p>
      <Button isDisabled={restore.isPending} onPress={() => restore.mutate()}>
        {words.restore}
      </Button>
      {restore.isError && <ProblemNotice error={restore.error} />}
    </>
  );
}

function Decision({ id, state }: { id: string; state: string }) {
  const queries = useQueryClient();
  const question = useRef<HTMLDialogElement>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: ["batches", id] });
  const release = useMutation({ mutationFn: () => releaseBatch(id), onSuccess: refresh });
  const withdraw = useMutation({ mutationFn: () => withdrawBatch(id), onSuccess: refresh });
  const busy = release.isPending || withdraw.isPending;
  return (
    <div className="decision">
      <div className="actions">
        {state === "staged" && (
          <Button className="primary" isDisabled={busy} onPress={() => release.mutate()}>
            {words.release}
          </Button>
        )}
        {state !== "withdrawn" && (
          <Button className="danger" isDisabled={busy} onPress={() => question.current?.showModal()}>
            {words.withdraw}
          </Button>
        )}
      </div>
      <div role="status">
        {release.isSuccess && !withdraw.isSuccess && <p className="notice good">{words.releasedNow}</p>}
        {withdraw.isSuccess && <p className="notice">{withdraw.data.sentence}</p>}
      </div>
      {release.isError && <ProblemNotice error={release.error} />}
      {withdraw.isError && <ProblemNotice error={withdraw.error} />}
      <dialog ref={question} aria-labelledby="sure">
        <h2 id="sure">{words.sureTitle}</h2>
        <p>{words.sure}</p>
        <div className="actions">
          <Button onPress={() => question.current?.close()} autoFocus>
            {words.sureNo}
          </Button>
          <Button
            className="danger"
            onPress={() => {
              question.current?.close();
              withdraw.mutate();
            }}
          >
            {words.sureYes}
          </Button>
        </div>
      </dialog>
    </div>
  );
}
