import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { AccessTable } from "./AccessTable.tsx";
import { ReportForm } from "./ReportForm.tsx";
import { type Accesses, fetchAccesses, type SubjectAddress } from "./subject.ts";
import { subjectWords as words } from "./subjectWords.ts";

/** One person: what was done, by kind, and the report to hand on. The address holds the identifier, never the pseudonym. */
export function SubjectPage() {
  const address = useSearch({ from: "/app/subject" });
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <Subject key={JSON.stringify(address)} address={address} />
      <ReportForm />
    </>
  );
}

function Subject({ address }: { address: SubjectAddress }) {
  const [pseudonym, setPseudonym] = useState("");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: (typed: string) => fetchAccesses({ pseudonym: typed }, 0),
    onSuccess: (first) => {
      const found = { subject: first.subject };
      // The page is here already: asking once more for the address would be one more record.
      queries.setQueryData<InfiniteData<Accesses, number>>(key(found), { pages: [first], pageParams: [0] });
      void navigate({ to: "/app/subject", search: found });
    },
  });
  const results = useInfiniteQuery({
    queryKey: key(address),
    queryFn: ({ pageParam }) => fetchAccesses(address, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
    // A page that is merely opened does not ask: asking is recorded.
    enabled: address.subject !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    ask.mutate(pseudonym.trim());
  }

  return (
    <>
      <form className="inline" onSubmit={submit}>
        <Field label={words.pseudonym} value={pseudonym} onChange={setPseudonym} required />
        <Button type="submit" className="primary" isDisabled={ask.isPending}>
          {words.ask}
        </Button>
      </form>
      {ask.isError && <ProblemNotice error={ask.error} />}
      {address.subject !== undefined && results.isPending && <p role="status">{words.asking}</p>}
      {results.isError && <ProblemNotice error={results.error} retry={() => void results.refetch()} />}
      {results.data !== undefined && !ask.isError && (
        <Found
          address={address}
          pages={results.data.pages}
          isFetching={results.isFetchingNextPage}
          onMore={results.hasNextPage ? () => void results.fetchNextPage() : undefined}
        />
      )}
    </>
  );
}

function key(address: SubjectAddress) {
  return ["subject", address] as const;
}

function Found(props: {
  address: SubjectAddress;
  pages: readonly Accesses[];
  isFetching: boolean;
  onMore: (() => void) | undefined;
}) {
  const [first] = props.pages;
  if (first === undefined) {
    return null;
  }
  const { kind } = props.address;
  const said = first.kinds.find((one) => one.kind === kind)?.words ?? words.all;
  return (
    <>
      <section aria-labelledby="kinds">
        <h2 id="kinds">{words.kinds}</h2>
        <table className="narrow">
          <thead>
            <tr>
              <th scope="col">{words.kindColumns.kind}</th>
              <th scope="col">{words.kindColumns.count}</th>
            </tr>
          </thead>
          <tbody>
            {first.kinds.map((one) => (
              <tr key={one.kind}>
                <th scope="row">
                  {one.count === 0 ? (
                    one.words
                  ) : (
                    <Link to="/app/subject" search={{ subject: first.subject, kind: one.kind }}>
                      {one.words}
                    </Link>
                  )}
                </th>
                <td>{words.count(one.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="faint">{words.prefetched}</p>
        {kind !== undefined && (
          <Link to="/app/subject" search={{ subject: first.subject }}>
            {words.all}
          </Link>
        )}
      </section>
      <AccessTable accesses={props.pages.flatMap((page) => page.accesses)} kinds={first.kinds} said={said} />
      {props.onMore !== undefined && (
        <div className="actions">
          <Button isDisabled={props.isFetching} onPress={props.onMore}>
            {words.more}
          </Button>
        </div>
      )}
    </>
  );
}
