import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Listing, useListing } from "../../access/Listing.tsx";
import { Title } from "../../access/Title.tsx";
import { moment } from "../../access/time.ts";
import { MoveDialog } from "./MoveDialog.tsx";
import { called, fetchTeamTasks, type Member, PAGE, type TeamTask } from "./teamTasks.ts";
import { teamWords as words } from "./teamWords.ts";

/** What a lead's team has not finished, who has it, and whose it is to be. */
export function TeamPage() {
  const [first, setFirst] = useState(0);
  const asked = useListing(["team-tasks", String(first)], () => fetchTeamTasks(first));
  const more = asked.data?.more ?? false;
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <Listing
        asked={asked}
        words={words}
        rows={({ tasks }) => tasks.map((task, at) => ({ task, number: first + at + 1 }))}
      >
        {({ task, number }, { members }) => (
          <TaskRow
            key={task.id}
            task={task}
            number={number}
            members={members}
            moved={() => void asked.refetch()}
          />
        )}
      </Listing>
      {(first > 0 || more) && (
        <div className="actions">
          <Button isDisabled={first === 0} onPress={() => setFirst(0)}>
            {words.first}
          </Button>
          <Button isDisabled={!more} onPress={() => setFirst(first + PAGE)}>
            {words.next}
          </Button>
        </div>
      )}
    </>
  );
}

function TaskRow(props: { task: TeamTask; number: number; members: readonly Member[]; moved: () => void }) {
  const { task, number, members } = props;
  return (
    <tr>
      <th scope="row">
        {number}: {task.purpose}
      </th>
      <td>
        {words[task.state]}
        {task.secondLook && ` · ${words.secondLook}`}
      </td>
      <td>{moment(task.due)}</td>
      <td>{task.priority}</td>
      <td>
        {task.holder === null ? words.nobody : called(task.holder, members)}
        {task.heldSince !== null && <span className="faint"> {words.since(moment(task.heldSince))}</span>}
        {task.keptFor !== null && (
          <span className="faint"> {words.keptFor(called(task.keptFor, members))}</span>
        )}
      </td>
      <td>{words.times(task.returned)}</td>
      <td>
        {task.skips.length === 0 ? words.never : task.skips.map((skip) => words.skips[skip]).join(", ")}
      </td>
      <td>
        <MoveDialog task={task} number={number} members={members} moved={props.moved} />
      </td>
    </tr>
  );
}
