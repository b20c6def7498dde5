import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { type Project, projectQuery } from "../api.ts";
import { Choice } from "../Choice.tsx";
import { type ListedVersion, moveProject, versionsQuery } from "./schemas.ts";
import { schemaWords as words } from "./schemaWords.ts";

/** On which version of its schema a project is, and the way to another. */
export function MovePanel({ project }: { project: Project }) {
  const asked = useQuery(versionsQuery(project.schema));
  const others = (asked.data ?? []).filter(({ version }) => version !== project.schemaVersion);
  return (
    <section aria-labelledby="move">
      <h2 id="move">{words.moveTitle}</h2>
      <p>
        {words.on(project.schema, project.schemaVersion)}{" "}
        <Link
          to="/app/schemas/$schema"
          params={{ schema: project.schema }}
          search={{ version: project.schemaVersion }}
        >
          {words.look}
        </Link>
      </p>
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data !== undefined && others.length === 0 && <p className="faint">{words.onlyOne}</p>}
      {others.length > 0 && <MoveForm key={project.schemaVersion} project={project} others={others} />}
    </section>
  );
}

function MoveForm({ project, others }: { project: Project; others: readonly ListedVersion[] }) {
  const queries = useQueryClient();
  const [to, setTo] = useState(String(others.at(-1)?.version ?? 1));
  const moving = useMutation({
    mutationFn: () => moveProject(project.id, Number(to)),
    onSuccess: async (moved) => {
      queries.setQueryData(projectQuery(project.id).queryKey, moved);
      await queries.invalidateQueries({ queryKey: ["projects"], exact: true });
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    moving.mutate();
  }
  return (
    <form className="sheet form" onSubmit={submit} aria-labelledby="move">
      <p className="faint">{words.moveHelp}</p>
      <Choice
        label={words.moveTo}
        value={to}
        options={others.map(({ version, points }) => [String(version), words.versions(version, points)])}
        choose={setTo}
      />
      {moving.isError && <ProblemNotice error={moving.error} />}
      <div className="actions">
        <Button type="submit" isDisabled={moving.isPending}>
          {moving.isPending ? words.moving : words.move}
        </Button>
      </div>
    </form>
  );
}
