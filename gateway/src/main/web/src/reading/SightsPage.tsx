import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { fromToken } from "./filter.ts";
import { SightsForm } from "./SightsForm.tsx";
import { DayTable, SightsGraph, SightTable, Timeline } from "./SightsViews.tsx";
import { fetchSights, type Seen, type SightsCriteria } from "./sights.ts";
import type { SightsAddress } from "./sightsAddress.ts";
import { sightsWords as words } from "./sightsWords.ts";

/** Who opened pictures of whom: a graph and a timeline, each beside a table that says the same. */
export function SightsPage() {
  const address = useSearch({ from: "/app/sights" });
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <Sights key={JSON.stringify(address)} address={address} />
    </>
  );
}

function Sights({ address }: { address: SightsAddress }) {
  const { zone = "UTC", ...filter } = address;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: (asked: { criteria: SightsCriteria; zone: string }) =>
      fetchSights(asked.criteria, asked.zone, 0),
    onSuccess: (first) => {
      const found = { ...fromToken(first.filter), zone: first.zone };
      // The page is here already: asking once more for the address would be one more record.
      queries.setQueryData<InfiniteData<Seen, number>>(key(found), { pages: [first], pageParams: [0] });
      void navigate({ to: "/app/sights", search: found });
    },
  });
  const asked = filter.from !== undefined && filter.until !== undefined;
  const results = useInfiniteQuery({
    queryKey: key({ ...filter, zone }),
    queryFn: ({ pageParam }) => fetchSights(filter, zone, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
    // A page that is merely opened does not ask: asking is recorded.
    enabled: asked,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <SightsForm
        address={address}
        isPending={ask.isPending}
        onAsk={(criteria, of) => ask.mutate({ criteria, zone: of })}
      />
      {ask.isError && <ProblemNotice error={ask.error} />}
      {asked && results.isPending && <p role="status">{words.asking}</p>}
      {results.isError && <ProblemNotice error={results.error} retry={() => void results.refetch()} />}
      {results.data !== undefined && !ask.isError && (
        <Found
          pages={results.data.pages}
          range={filter}
          isFetching={results.isFetchingNextPage}
          onMore={results.hasNextPage ? () => void results.fetchNextPage() : undefined}
        />
      )}
    </>
  );
}

function key(address: SightsAddress) {
  return ["sights", address] as const;
}

function Found(props: {
  pages: readonly Seen[];
  range: SightsAddress;
  isFetching: boolean;
  onMore: (() => void) | undefined;
}) {
  const [first] = props.pages;
  if (first === undefined) {
    return null;
  }
  const sights = props.pages.flatMap((page) => page.sights);
  return (
    <>
      {first.missing > 0 && <p className="notice ask">{words.missing(first.missing)}</p>}
      {sights.length === 0 ? (
        <p role="status">{words.nothing}</p>
      ) : (
        <>
          <SightsGraph sights={sights} />
          <SightTable sights={sights} zone={first.zone} range={props.range} />
          {props.onMore !== undefined && (
            <div className="actions">
              <Button isDisabled={props.isFetching} onPress={props.onMore}>
                {words.more}
              </Button>
            </div>
          )}
          <Timeline days={first.days} />
          <DayTable days={first.days} zone={first.zone} />
        </>
      )}
    </>
  );
}
