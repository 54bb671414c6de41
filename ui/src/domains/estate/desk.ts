import type { OpenedEstate } from "@/bindings";
import { useAsk } from "@/shared/ask";

export function useDesk() {
  return useAsk("desk_state", {});
}

/** Returns the open estate; the shell shows nothing that asks for it while there is none. */
export function useEstate(): OpenedEstate | null {
  return useDesk().data?.estate ?? null;
}
