import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { exportFound, FORMATS, type Format } from "./api.ts";
import type { Filter } from "./filter.ts";
import { save } from "./save.ts";
import { words } from "./words.ts";

/** Takes everything that was found away as a file. */
export function ExportFound({ filter }: { filter: Filter }) {
  const [names, setNames] = useState(false);
  const namesId = useId();
  const take = useMutation({
    mutationFn: (format: Format) => exportFound(filter, format, names),
    onSuccess: (file, format) => save(file, words.fileNames[format]),
  });
  return (
    <section aria-labelledby="take">
      <h3 id="take">{words.take}</h3>
      <p className="faint">{words.takeHelp}</p>
      <div className="tick">
        <input
          id={namesId}
          type="checkbox"
          checked={names}
          onChange={(event) => setNames(event.target.checked)}
        />
        <label htmlFor={namesId}>{words.withNames}</label>
      </div>
      <div className="actions">
        {FORMATS.map((format) => (
          <Button key={format} isDisabled={take.isPending} onPress={() => take.mutate(format)}>
            {words.formats[format]}
          </Button>
        ))}
      </div>
      {take.isPending && <p role="status">{words.taking}</p>}
      {take.isSuccess && <p role="status">{words.taken}</p>}
      {take.isError && <ProblemNotice error={take.error} />}
    </section>
  );
}
