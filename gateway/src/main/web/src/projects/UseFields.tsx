import { Field } from "../access/Field.tsx";
import { Choice } from "./Choice.tsx";
import { type Draft, EXCEPTIONS, KINDS, needsLaw, prohibited, SETTINGS } from "./uses.ts";
import { useWords as words } from "./useWords.ts";

/** The part of the form that asks what a project is for. */
export function UseFields({ draft, change }: { draft: Draft; change: (draft: Draft) => void }) {
  return (
    <>
      <Choice
        label={words.use}
        value={draft.kind}
        options={KINDS.map((kind) => [kind, words.kinds[kind]])}
        choose={(kind) => change({ ...draft, kind })}
      />
      {draft.kind !== "measurement" && (
        <Choice
          label={words.setting}
          value={draft.setting}
          options={SETTINGS.map((setting) => [setting, words.settings[setting]])}
          choose={(setting) => change({ ...draft, setting })}
        />
      )}
      {prohibited(draft) && (
        <>
          <p role="status">{words.prohibited}</p>
          <Choice
            label={words.exception}
            value={draft.exception}
            options={[
              ["", words.noException],
              ...EXCEPTIONS.map((one) => [one, words.exceptions[one]] as const),
            ]}
            choose={(exception) => change({ ...draft, exception })}
          />
          {draft.exception !== "" && (
            <Field
              label={words.reason}
              value={draft.reason}
              onChange={(reason) => change({ ...draft, reason })}
              required
            />
          )}
        </>
      )}
      {needsLaw(draft) && (
        <Field
          label={words.law}
          help={words.lawHelp}
          value={draft.law}
          onChange={(law) => change({ ...draft, law })}
          required
        />
      )}
      {draft.kind === "emotion-inference" && (
        <Field
          label={words.notice}
          help={words.noticeHelp}
          value={draft.notice}
          onChange={(notice) => change({ ...draft, notice })}
          required
        />
      )}
    </>
  );
}
