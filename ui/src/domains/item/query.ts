import { useCallback, useMemo } from "react";
import type { FacetsRequest } from "@/bindings";
import type { GridSort } from "@/shared/Grid";
import { go, to, useRoute } from "@/shared/route";
import { useWorkingSet } from "@/shared/settings";

/** A question that selects items: what lists, counts and files of items are asked with. */
export type ItemQuery = Omit<FacetsRequest, "fields">;

export interface Asked {
  filter: string;
  text: string;
  /** A column, with a minus before it for the greatest first; empty for the order of the estate. */
  sort: string;
  /** Only what this record edited; empty for everything. */
  record: string;
}

/** The question of the address, and how to ask another. */
export function useAsked(): {
  asked: Asked;
  query: ItemQuery;
  sort: GridSort | null;
  ask: (some: Partial<Asked>) => void;
} {
  const { query: values } = useRoute();
  const set = useWorkingSet();
  const filter = values.get("filter") ?? "";
  const text = values.get("text") ?? "";
  const sort = values.get("sort") ?? "";
  const record = /^\d+$/.test(values.get("record") ?? "") ? (values.get("record") ?? "") : "";
  return useMemo(() => {
    const asked = { filter, text, sort, record };
    const order = sort ? { column: sort.replace(/^-/, ""), descending: sort.startsWith("-") } : null;
    return {
      asked,
      query: {
        ...set,
        filter,
        text,
        sort: order ? [order] : [],
        ...(record ? { record: Number(record) } : {}),
      },
      sort: order,
      ask: (some) => ask(asked, some),
    };
  }, [filter, text, sort, record, set]);
}

function ask(asked: Asked, some: Partial<Asked>): void {
  go(to(["items"], { ...asked, ...some }), true);
}

export function useSorter(ask: (some: Partial<Asked>) => void): (sort: GridSort) => void {
  return useCallback(({ column, descending }) => ask({ sort: `${descending ? "-" : ""}${column}` }), [ask]);
}
