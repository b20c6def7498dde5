import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { type Criteria, type Found, search } from "./api.ts";
import { ExportFound } from "./ExportFound.tsx";
import { type Address, asks, type Filter, filterOf, fromToken, toAddress } from "./filter.ts";
import { RecordTable } from "./RecordTable.tsx";
import { ReportForm } from "./ReportForm.tsx";
import { SearchForm } from "./SearchForm.tsx";
import { words } from "./words.ts";

/** The compliance officer's search. What is looked for stands in the page's address, as labels and never as a name. */
export function TrailPage() {
  const address = useSearch({ from: "/app/trail" });
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <TrailSearch key={JSON.stringify(address)} address={address} />
      <ReportForm />
    </>
  );
}

function TrailSearch({ address }: { address: Address }) {
  const filter = filterOf(address);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: (criteria: Criteria) => search(criteria, null),
    onSuccess: (first) => {
      const found = fromToken(first.filter);
      // The page is here already: asking once more for the address would be one more record.
      queries.setQueryData<InfiniteData<Found, string | null>>(key(found), {
        pages: [first],
        pageParams: [null],
      });
      void navigate({ to: "/app/trail", search: toAddress(found) });
    },
  });
  const results = useInfiniteQuery({
    queryKey: key(filter),
    queryFn: ({ pageParam }) => search(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: asks(address),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <SearchForm filter={filter} isPending={ask.isPending} onSearch={(criteria) => ask.mutate(criteria)} />
      {ask.isError && <ProblemNotice error={ask.error} />}
      {asks(address) && results.isPending && <p role="status">{words.searching}</p>}
      {results.isError && <ProblemNotice error={results.error} retry={() => void results.refetch()} />}
      {results.data !== undefined && !ask.isError && (
        <Results
          filter={filter}
          pages={results.data.pages}
          isFetching={results.isFetchingNextPage}
          onMore={results.hasNextPage ? () => void results.fetchNextPage() : undefined}
        />
      )}
    </>
  );
}

function key(filter: Filter) {
  return ["trail", filter] as const;
}

function Results(props: {
  filter: Filter;
  pages: readonly Found[];
  isFetching: boolean;
  onMore: (() => void) | undefined;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The button that searched is gone: whoever goes on by keyboard goes on from what was found.
    if (document.activeElement === null || document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  const [first] = props.pages;
  if (first === undefined) {
    return null;
  }
  const records = props.pages.flatMap((page) => page.records);
  return (
    <section aria-labelledby="found">
      <h2 id="found" ref={heading} tabIndex={-1}>
        {words.results}
      </h2>
      <p role="status" className="lead">
        {words.count(first.count.number, first.count.more)}
        {records.length < first.count.number && ` ${words.shown(records.length)}`}
      </p>
      {first.missing > 0 && <p className="notice ask">{words.missing(first.missing)}</p>}
      {first.count.more && <p className="faint">{words.narrow}</p>}
      {records.length > 0 && <RecordTable records={records} />}
      {props.onMore !== undefined && (
        <div className="actions">
          <Button isDisabled={props.isFetching} onPress={props.onMore}>
            {words.more}
          </Button>
        </div>
      )}
      {records.length > 0 && <ExportFound filter={props.filter} />}
    </section>
  );
}
