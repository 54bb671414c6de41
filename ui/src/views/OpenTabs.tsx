import { IconX } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { namesIn, useAbout } from "@/shared/about";
import { useFormats } from "@/shared/format";
import { go, parseHash, to, useRoute } from "@/shared/route";
import { type OpenTab, useSettings } from "@/shared/settings";
import { afterClosing, keyOf, keysIn, visited } from "./tabs";

const NONE: OpenTab[] = [];

function keep(estate: string, change: (tabs: OpenTab[]) => OpenTab[]): void {
  const { tabs, set } = useSettings.getState();
  const before = tabs[estate] ?? NONE;
  const after = change(before);
  if (after !== before) set({ tabs: { ...tabs, [estate]: after } });
}

/** Returns how a tab is called, in the language of the screen: what its page asks, and of what. */
function useTitle(): (tab: OpenTab) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  const moment = (words: string) =>
    /^\d+$/.test(words) ? t("common.record", { seq: number(Number(words)) }) : words;
  return ({ address, names }) => {
    const about = namesIn(names.length > 0 ? names : keysIn(address));
    const { query } = parseHash(address);
    switch (keyOf(address)) {
      case "map":
        return t("map.around", { names: about });
      case "impact":
        return t("impact.of", { names: about });
      case "compare": {
        const until = query.get("to");
        const later = until ? moment(until) : t("baseline.newest");
        return t("baseline.between", { from: moment(query.get("from") ?? ""), to: later });
      }
      default:
        return about;
    }
  };
}

/** The pages that are open: items, changes and questions. They are there again when the estate is opened next. */
export function OpenTabs({ estate }: { estate: string }) {
  const { t } = useTranslation();
  const route = useRoute();
  const tabs = useSettings((settings) => settings.tabs[estate]) ?? NONE;
  const titleOf = useTitle();
  const about = useAbout();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is the reason.
  useEffect(() => {
    const address = window.location.hash;
    // A page says what it is about once the estate has answered.
    const names = about.address === address ? about.names : [];
    keep(estate, (before) => visited(before, address, names));
  }, [route, estate, about]);
  if (tabs.length === 0) return null;
  const here = keyOf(window.location.hash);
  const close = (tab: OpenTab) => {
    const next = afterClosing(tabs, tab);
    keep(estate, (before) => before.filter((own) => own.address !== tab.address));
    if (keyOf(tab.address) === here) go(next ?? to([]));
  };
  return (
    <nav className="tabs" aria-label={t("shell.open_pages")}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.address} data-here={keyOf(tab.address) === here}>
            <a
              href={tab.address}
              aria-current={keyOf(tab.address) === here ? "page" : undefined}
              title={titleOf(tab)}
              onAuxClick={(event) => {
                event.preventDefault();
                if (event.button === 1) close(tab);
              }}
            >
              <bdi className="cut">{titleOf(tab)}</bdi>
            </a>
            <button
              type="button"
              aria-label={t("shell.close_page", { name: titleOf(tab) })}
              onClick={() => close(tab)}
            >
              <IconX size={12} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
