import { useEffect } from "react";
import { create } from "zustand";

interface About {
  address: string;
  names: string[];
  tell: (address: string, names: string[]) => void;
}

/** What the page that is seen is about: names of the estate, which are the same in every language. */
export const useAbout = create<About>()((set) => ({
  address: "",
  names: [],
  tell: (address, names) => set({ address, names }),
}));

/** Says what this page is about, once it is known. */
export function useTellAbout(names: string[]): void {
  const tell = useAbout((about) => about.tell);
  const key = JSON.stringify(names);
  const address = window.location.hash;
  useEffect(() => {
    const known: string[] = JSON.parse(key);
    if (known.length > 0) tell(address, known);
  }, [key, address, tell]);
}

/** So many names stand in a title. */
const NAMES_MAX = 3;

/** Returns names for a title: the first of them, and how many more there are. */
export function namesIn(names: string[]): string {
  const first = names.slice(0, NAMES_MAX).join(", ");
  return names.length > NAMES_MAX ? `${first} +${names.length - NAMES_MAX}` : first;
}
