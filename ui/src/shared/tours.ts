import { create } from "zustand";
import { type TourState, useSettings } from "./settings";

/** What the panel of a tour is about to do: go to its step, or take the focus. A reload does neither. */
interface Due {
  due: "go" | "focus" | null;
  set: (due: Due["due"]) => void;
}

export const useDue = create<Due>()((set) => ({ due: null, set: (due) => set({ due }) }));

function keep(estate: string, state: TourState): void {
  const { tours, set } = useSettings.getState();
  set({ tours: { ...tours, [estate]: state } });
}

/** Returns how far a person is in the tour of an estate; nothing when nobody took it there or said no. */
export function useTour(estate: string): TourState | undefined {
  return useSettings((settings) => settings.tours[estate]);
}

/** Asks, in the panel, whether somebody wants the tour of an estate that was just made. */
export function offerTour(estate: string): void {
  keep(estate, { at: "offered", step: 0 });
  useDue.getState().set("focus");
}

/** Goes to a step, counted from 0. */
export function goToStep(estate: string, step: number): void {
  keep(estate, { at: "taking", step });
  useDue.getState().set("go");
}

/** Takes the tour up: where it was left, or from its beginning. Whoever is in it comes back to its panel. */
export function takeTour(estate: string): void {
  const before = useSettings.getState().tours[estate];
  if (before?.at === "taking") useDue.getState().set("focus");
  else goToStep(estate, before?.at === "left" ? before.step : 0);
}

/** Closes the panel: for now, or for good when the tour is at its end or not wanted. */
export function closeTour(estate: string, at: "later" | "left" | "over"): void {
  const { tours, set } = useSettings.getState();
  const { [estate]: before, ...others } = tours;
  if (at === "later") set({ tours: others });
  else keep(estate, { at, step: at === "left" ? (before?.step ?? 0) : 0 });
  useDue.getState().set(null);
}

export function foldTour(estate: string, folded: boolean): void {
  const before = useSettings.getState().tours[estate];
  if (before) keep(estate, { ...before, folded });
}
