import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Listing } from "../../access/Listing.tsx";
import { CLIENT, useSession } from "../../access/session.ts";
import { Title } from "../../access/Title.tsx";
import { schemasQuery } from "../api.ts";
import { SchemaForm } from "./SchemaForm.tsx";
import { schemaWords as words } from "./schemaWords.ts";

/** All landmark schemas, and the form by which a client adds one. */
export function SchemasPage() {
  const asked = useQuery(schemasQuery);
  const navigate = useNavigate();
  const client = useSession().roles.includes(CLIENT);
  const [adding, setAdding] = useState(false);
  const builtIn = useMemo(() => builtInOf(asked.data ?? []), [asked.data]);
  return (
    <>
      <div className="title">
        <Title>{words.title}</Title>
        {client && !adding && <Button onPress={() => setAdding(true)}>{words.add}</Button>}
      </div>
      <p>{words.help}</p>
      {adding && (
        <SchemaForm
          text=""
          after={0}
          builtIn={builtIn}
          onAdded={({ id }) => void navigate({ to: "/app/schemas/$schema", params: { schema: id } })}
          onCancel={() => setAdding(false)}
        />
      )}
      <Listing asked={asked} words={words} rows={(all) => all}>
        {(schema) => (
          <tr key={schema.id}>
            <th scope="row">
              <Link to="/app/schemas/$schema" params={{ schema: schema.id }}>
                {schema.id}
              </Link>
            </th>
            <td>{schema.title}</td>
            <td>{schema.points}</td>
            <td>{schema.own ? words.own : words.shipped}</td>
            <td>{schema.version}</td>
          </tr>
        )}
      </Listing>
    </>
  );
}

/** The ids that nobody else's schema can have. */
export function builtInOf(all: ReadonlyArray<{ readonly id: string; readonly own: boolean }>): string[] {
  return all.filter(({ own }) => !own).map(({ id }) => id);
}
