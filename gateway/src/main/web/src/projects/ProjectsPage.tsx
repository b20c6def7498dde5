import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { CLIENT, useSession } from "../access/session.ts";
import { Title } from "../access/Title.tsx";
import { projectsQuery } from "./api.ts";
import { ProjectForm } from "./ProjectForm.tsx";
import { words } from "./words.ts";

/** The organisation's projects. */
export function ProjectsPage() {
  const projects = useSuspenseQuery(projectsQuery).data;
  const mayCreate = useSession().roles.includes(CLIENT);
  const [creating, setCreating] = useState(false);
  return (
    <>
      <div className="title">
        <Title>{words.title}</Title>
        {mayCreate && !creating && <Button onPress={() => setCreating(true)}>{words.open}</Button>}
      </div>
      <p>
        <Link to="/app/schemas">{words.schemas}</Link>
      </p>
      {creating && <ProjectForm onCancel={() => setCreating(false)} />}
      {projects.length === 0 && !creating && <p className="faint">{words.none}</p>}
      <ul className="cards">
        {projects.map((project) => (
          <li key={project.id}>
            <Link to="/app/projects/$project" params={{ project: project.id }}>
              {project.name}
            </Link>
            <p>{project.purpose}</p>
            <p>{words.points(project.schema, project.points)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
