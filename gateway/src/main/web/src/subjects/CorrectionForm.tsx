import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { type Correction, correct, type Declared, faceKey, fetchDeclared } from "./corrections.ts";
import { correctionWords as words } from "./correctionWords.ts";

/** First whose pictures, then which face on them and whose it is, then once more: both persons' records will say so. */
export function CorrectionForm() {
  const [pseudonym, setPseudonym] = useState("");
  const heading = useId();
  const listing = useMutation({ mutationFn: (from: string) => fetchDeclared(from) });

  function submit(event: FormEvent) {
    event.preventDefault();
    listing.mutate(pseudonym.trim());
  }

  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{words.find}</h2>
      <form className="sheet form" onSubmit={submit}>
        <Field label={words.from} help={words.fromHelp} value={pseudonym} onChange={setPseudonym} required />
        {listing.isError && <ProblemNotice error={listing.error} />}
        <div className="actions">
          <Button type="submit" isDisabled={pseudonym.trim() === "" || listing.isPending}>
            {listing.isPending ? words.listing : words.list}
          </Button>
        </div>
      </form>
      {listing.data !== undefined &&
        (listing.data.length === 0 ? (
          <p role="status">{words.nothing}</p>
        ) : (
          <FaceForm
            key={listing.variables}
            from={listing.variables ?? ""}
            faces={listing.data}
            done={() => listing.reset()}
          />
        ))}
    </section>
  );
}

function FaceForm({ from, faces, done }: { from: string; faces: readonly Declared[]; done: () => void }) {
  const [chosen, setChosen] = useState(0);
  const [to, setTo] = useState("");
  const [consent, setConsent] = useState("");
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  const choice = useId();
  const queries = useQueryClient();
  const correcting = useMutation({
    mutationFn: (face: Declared) =>
      correct({
        picture: face.picture,
        line: face.line,
        from,
        to: to.trim(),
        consent: consent.trim() === "" ? null : consent.trim(),
        reason: reason.trim(),
      }),
    onSuccess: (begun) => {
      queries.setQueryData<Correction[]>(["corrections"], (all) => [begun, ...(all ?? [])]);
      done();
    },
  });
  const face = faces[chosen];

  function submit(event: FormEvent) {
    event.preventDefault();
    setSure(true);
  }

  return (
    <form className="sheet form" onSubmit={submit}>
      <div className="field">
        <label htmlFor={choice}>{words.face}</label>
        <select id={choice} value={chosen} onChange={(event) => setChosen(Number(event.target.value))}>
          {faces.map((one, index) => (
            <option key={faceKey(one)} value={index}>
              {words.described(one)}
            </option>
          ))}
        </select>
      </div>
      <Field label={words.to} help={words.toHelp} value={to} onChange={setTo} required />
      <Field label={words.consent} help={words.consentHelp} value={consent} onChange={setConsent} />
      <Field label={words.reason} help={words.reasonHelp} value={reason} onChange={setReason} required />
      {correcting.isError && <ProblemNotice error={correcting.error} />}
      {sure && face !== undefined ? (
        <>
          <p role="alert">{words.sure(from, to.trim())}</p>
          <div className="actions">
            <Button
              className="primary"
              isDisabled={correcting.isPending}
              onPress={() => correcting.mutate(face)}
            >
              {correcting.isPending ? words.correcting : words.yes}
            </Button>
            <Button className="quiet" onPress={() => setSure(false)}>
              {words.no}
            </Button>
          </div>
        </>
      ) : (
        <div className="actions">
          <Button
            type="submit"
            className="primary"
            isDisabled={face === undefined || to.trim() === "" || reason.trim() === ""}
          >
            {words.next}
          </Button>
        </div>
      )}
    </form>
  );
}
