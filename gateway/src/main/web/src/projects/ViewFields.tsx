import { useQuery } from "@tanstack/react-query";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { schemasQuery, viewProfilesQuery } from "./api.ts";
import { Choice } from "./Choice.tsx";
import { type Shown, usable, withSchema } from "./shown.ts";
import { words } from "./words.ts";

/** The part of the form that asks which points are placed, and on what of a face. */
export function ViewFields({ shown, change }: { shown: Shown; change: (shown: Shown) => void }) {
  const schemas = useQuery(schemasQuery);
  const profiles = useQuery(viewProfilesQuery);
  const offered = (schemas.data ?? []).filter((schema) => schema.profiles.length > 0);
  return (
    <>
      <Choice
        label={words.schema}
        value={shown.schema}
        options={
          offered.length === 0
            ? [[shown.schema, shown.schema]]
            : offered.map(({ id, title }) => [id, words.schemaOption(id, title)])
        }
        choose={(schema) => change(withSchema(shown, schema, offered))}
      />
      {schemas.isError && <ProblemNotice error={schemas.error} />}
      <Choice
        label={words.profile}
        value={shown.profile}
        options={
          profiles.data === undefined
            ? [[shown.profile, shown.profile]]
            : usable(profiles.data, shown.schema, offered).map(({ name, summary }) => [
                name,
                words.profileOption(name, summary),
              ])
        }
        choose={(profile) => change({ ...shown, profile })}
      />
      {profiles.isError && <ProblemNotice error={profiles.error} />}
    </>
  );
}
