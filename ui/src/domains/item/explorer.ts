import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemCells, ItemRows } from "@/bindings";
import { usePlatform } from "@/platform/context";
import type { ItemQuery } from "./query";

/** How many rows come at once, unless rows are so long that fewer fit. */
const WINDOW_ROWS = 200;

/** Rows remember which columns their cells are of. */
type WithColumns = ItemRows & { columns: string[] };

const NO_COLUMNS: string[] = [];

export interface Windows {
  /** The columns of the cells. */
  columns: string[];
  total: number | null;
  rowAt: (index: number) => ItemCells | undefined;
  onRange: (first: number, last: number) => void;
  isOld: boolean;
  error: unknown;
  retry: () => void;
}

/** Asks for the windows of a list that are in sight, and keeps those that were. */
export function useWindows(query: ItemQuery, columns: string[]): Windows {
  const platform = usePlatform();
  const { language } = useTranslation().i18n;
  const [range, setRange] = useState({ first: 0, last: 0 });
  const [size, setSize] = useState(WINDOW_ROWS);
  const numbers = useMemo(() => {
    const all: number[] = [];
    for (let number = Math.floor(range.first / size); number * size <= range.last; number += 1) {
      if (number > 0) all.push(number);
    }
    return all;
  }, [range, size]);
  const asked = (number: number) => {
    const request = { ...query, columns, offset: number * size, limit: size };
    return {
      queryKey: ["items", language, request, "windows"],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<WithColumns> => ({
        ...(await platform.call("items", request, { language, signal })),
        columns,
      }),
    };
  };
  // The first window says how many there are: the former one stays until the new one is here.
  const start = useQuery({ ...asked(0), placeholderData: keepPreviousData });
  const others = useQueries({ queries: numbers.map(asked) });
  const answers = [start, ...others];
  const windows = new Map([0, ...numbers].map((number, place) => [number, answers[place]?.data]));
  const short = answers
    .map((answer) => answer.data)
    .find(
      (rows) =>
        rows &&
        rows.rows.length > 0 &&
        rows.rows.length < size &&
        rows.offset + rows.rows.length < rows.total,
    );
  useEffect(() => {
    if (short) setSize(Math.max(1, Math.floor(short.rows.length / 2)));
  }, [short]);
  const onRange = useCallback(
    (first: number, last: number) =>
      setRange((before) => (before.first === first && before.last === last ? before : { first, last })),
    [],
  );
  const failed = answers.find((answer) => answer.isError);
  return {
    columns: start.data?.columns ?? NO_COLUMNS,
    total: windows.get(0)?.total ?? null,
    rowAt: (index) => windows.get(Math.floor(index / size))?.rows[index % size],
    onRange,
    isOld: start.isPlaceholderData,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}
