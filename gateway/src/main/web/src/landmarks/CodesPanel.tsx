import { useMutation } from "@tanstack/react-query";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { Button } from "../access/Button.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { checkCodes, type Task } from "./api.ts";
import { type Asked, type Codes, EXTENTS, type Extent, firstUnsaid, toWire } from "./codes.ts";
import { codesWords as words } from "./codesWords.ts";
import { UnitRows } from "./UnitRows.tsx";

/** What is said of the face beside its points, where the project asks for it. */
export function CodesPanel(props: {
  task: Task;
  asked: Asked;
  codes: Codes;
  change: (codes: Codes) => void;
  highlight: (points: readonly number[]) => void;
}) {
  const { task, asked, codes, change } = props;
  const check = useMutation({ mutationFn: () => checkCodes(task, toWire(codes, asked)) });
  const unsaid = firstUnsaid(codes, asked);
  return (
    <section aria-labelledby="codes">
      <h2 id="codes">{words.units}</h2>
      {asked.actionUnits.length > 0 && (
        <>
          <p className="faint">{words.keys}</p>
          <UnitRows asked={asked} codes={codes} change={change} highlight={props.highlight} />
          <p aria-live="polite">
            {codes.restAbsent
              ? words.restSaid
              : unsaid === null
                ? ""
                : `${words.unfinished(words.unit(unsaid.number, unsaid.name))} ${words.restOpen}`}
          </p>
          <Button isDisabled={codes.restAbsent} onPress={() => change({ ...codes, restAbsent: true })}>
            {words.restAbsent}
          </Button>
        </>
      )}
      {asked.expressions.length > 0 && (
        <>
          <RadioGroup
            className="states"
            value={codes.expression}
            onChange={(expression) => change({ ...codes, expression })}
          >
            <Label>{words.expression}</Label>
            {asked.expressions.map((expression) => (
              <Radio key={expression} value={expression} className="radio">
                {expression}
              </Radio>
            ))}
          </RadioGroup>
          <Button isDisabled={check.isPending} onPress={() => check.mutate()}>
            {words.check}
          </Button>
          {check.isSuccess && (
            <p role="status">
              {check.data.length === 0 ? words.agrees : check.data.map(({ sentence }) => sentence).join(" ")}
            </p>
          )}
          {check.isError && <ProblemNotice error={check.error} />}
        </>
      )}
      <AttributeGroups asked={asked} codes={codes} change={change} />
    </section>
  );
}

function AttributeGroups(props: { asked: Asked; codes: Codes; change: (codes: Codes) => void }) {
  const { asked, codes, change } = props;
  return asked.attributes.map(({ id, name, kinds, shows }) => {
    const told = codes.attributes[id];
    const there = told?.extent === "partial" || told?.extent === "full";
    const tell = (extent: Extent, kind: string) =>
      change({ ...codes, attributes: { ...codes.attributes, [id]: { extent, kind } } });
    return (
      <div key={id}>
        <RadioGroup
          className="states"
          value={told?.extent ?? ""}
          onChange={(extent) =>
            tell(extent as Extent, extent === "partial" || extent === "full" ? (told?.kind ?? "") : "")
          }
        >
          <Label>{name}</Label>
          {EXTENTS.map((extent) => (
            <Radio key={extent} value={extent} className="radio">
              {words.extents[extent]}
            </Radio>
          ))}
        </RadioGroup>
        <p className="faint">{shows}.</p>
        {there && kinds.length > 0 && (
          <RadioGroup className="states" value={told.kind} onChange={(kind) => tell(told.extent, kind)}>
            <Label>{words.kind}</Label>
            {kinds.map((kind) => (
              <Radio key={kind} value={kind} className="radio">
                {kind}
              </Radio>
            ))}
          </RadioGroup>
        )}
      </div>
    );
  });
}
