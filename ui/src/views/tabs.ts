import { parseHash } from "@/shared/route";
import type { OpenTab } from "@/shared/settings";

/** So many pages stay open; the one that was opened first makes way. */
const TABS_MAX = 10;

/** Returns what a page is about, for places that stay open as tabs: one for each item and change, one for each question. */
export function keyOf(address: string): string | null {
  const { parts, query } = parseHash(address);
  const [place, about] = parts;
  // The list of what-ifs is a page of the place, and each of them one of its own.
  if (place === "changes" && about === "what-if") return parts[2] ? `${place}/${about}/${parts[2]}` : null;
  if (place === "outage" && about && about !== "records") return `${place}/${about}`;
  if ((place === "items" || place === "changes") && about) return `${place}/${about}`;
  if (place === "map" && query.has("around")) return "map";
  if (place === "impact" && query.has("out")) return "impact";
  return place === "baselines" && about === "compare" && query.has("from") ? "compare" : null;
}

/** Returns what a page is about as far as its address says: keys, until their names are known. */
export function keysIn(address: string): string[] {
  const { parts, query } = parseHash(address);
  const asked = ["around", "out", "worse"].flatMap((name) => (query.get(name) ?? "").split(","));
  const keys = asked.filter(Boolean);
  const place = parts[1] === "what-if" ? 2 : 1;
  return keys.length > 0 ? keys : parts.slice(place, place + 1);
}

/** Returns the tabs after somebody went to a page: its own tab is brought up to date, or added. */
export function visited(tabs: OpenTab[], address: string, names: string[]): OpenTab[] {
  const key = keyOf(address);
  if (key === null) return tabs;
  const own = tabs.find((tab) => keyOf(tab.address) === key);
  const isAbout = (others: string[]) => others.join("\n") === names.join("\n");
  if (own && own.address === address && (names.length === 0 || isAbout(own.names))) return tabs;
  // Another question of the same place is about something else, until it says what.
  const isSame = own && keysIn(own.address).join() === keysIn(address).join();
  const now = { address, names: names.length > 0 ? names : isSame ? own.names : [] };
  if (own) return tabs.map((tab) => (tab === own ? now : tab));
  return [...tabs, now].slice(-TABS_MAX);
}

/** Returns where somebody stands after a tab was closed: its neighbour's address, or none when it was the last. */
export function afterClosing(tabs: OpenTab[], closed: OpenTab): string | null {
  const place = tabs.indexOf(closed);
  return (tabs[place + 1] ?? tabs[place - 1])?.address ?? null;
}
