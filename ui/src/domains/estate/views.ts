import { useCallback } from "react";
import { go } from "@/shared/route";
import { type SavedView, useSettings } from "@/shared/settings";
import { useEstate } from "./desk";

const NONE: SavedView[] = [];

/** The saved views of the open estate: each a name for a place with everything that was asked there. */
export function useSavedViews() {
  const estate = useEstate()?.estate ?? "";
  const { saved, set } = useSettings();
  const views = saved[estate] ?? NONE;
  const put = useCallback(
    (some: SavedView[]) => set({ saved: { ...useSettings.getState().saved, [estate]: some } }),
    [set, estate],
  );
  const keep = (view: SavedView) => put([...views.filter((own) => own.name !== view.name), view]);
  const remove = (name: string) => put(views.filter((own) => own.name !== name));
  const rename = (name: string, to: string) => {
    const named = to.trim();
    if (named === "" || views.some((own) => own.name === named)) return;
    put(views.map((own) => (own.name === name ? { ...own, name: named } : own)));
  };
  const open = (view: SavedView) => {
    if (view.columns) set({ columns: view.columns });
    go(view.address);
  };
  return { views, keep, remove, rename, open };
}
