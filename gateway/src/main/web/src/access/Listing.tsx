import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Columns } from "./Columns.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";

/**
 * Asks for a page's list: nothing of it is kept once the page is left, and nothing is asked again by itself but what is under way.
 *
 * @param again how long until it is asked again, in milliseconds; false for never
 */
export function useListing<Data>(
  key: readonly string[],
  fetch: () => Promise<Data>,
  again: (data: Data | undefined) => number | false = () => false,
): UseQueryResult<Data> {
  return useQuery({
    queryKey: key,
    queryFn: fetch,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: (query) => again(query.state.data),
  });
}

/** What a page says about its list. */
export interface ListWords {
  readonly loading: string;
  readonly none: string;
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
}

interface ListingProps<Data, Row> {
  readonly asked: UseQueryResult<Data>;
  readonly words: ListWords;
  readonly rows: (data: Data) => readonly Row[];
  /** One row: a `tr` with a key. */
  readonly children: (row: Row, data: Data) => ReactNode;
}

/** A table of what was asked for; before that, that it is on its way, what went wrong, or that there is nothing. */
export function Listing<Data, Row>({ asked, words, rows, children }: ListingProps<Data, Row>) {
  const data = asked.data;
  const found = data === undefined ? [] : rows(data);
  return (
    <>
      {asked.isPending && <p role="status">{words.loading}</p>}
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {data !== undefined && found.length === 0 && <p role="status">{words.none}</p>}
      {data !== undefined && found.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        <section className="wide" aria-label={words.table} tabIndex={0}>
          <table>
            <caption>{words.table}</caption>
            <Columns of={words.columns} />
            <tbody>{found.map((row) => children(row, data))}</tbody>
          </table>
        </section>
      )}
    </>
  );
}
