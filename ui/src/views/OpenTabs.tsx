import { IconX } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { go, to, useRoute } from "@/shared/route";
import { type OpenTab, useSettings } from "@/shared/settings";
import { afterClosing, keyOf, visited } from "./tabs";

const NONE: OpenTab[] = [];

function keep(estate: string, change: (tabs: OpenTab[]) => OpenTab[]): void {
  const { tabs, set } = useSettings.getState();
  const before = tabs[estate] ?? NONE;
  const after = change(before);
  if (after !== before) set({ tabs: { ...tabs, [estate]: after } });
}

/** The pages that are open: items, changes and questions. They are there again when the estate is opened next. */
export function OpenTabs({ estate }: { estate: string }) {
  const { t } = useTranslation();
  const route = useRoute();
  const tabs = useSettings((settings) => settings.tabs[estate]) ?? NONE;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is the reason.
  useEffect(() => {
    const main = document.getElementById("main");
    const address = window.location.hash;
    const tell = () => {
      if (window.location.hash !== address) return;
      const pieces = [...(main?.querySelector("h1")?.childNodes ?? [])].map((node) =>
        node.textContent?.trim(),
      );
      const title = pieces.filter(Boolean).join(" ");
      keep(estate, (before) => visited(before, address, title));
    };
    keep(estate, (before) => visited(before, address, ""));
    if (!main || keyOf(address) === null) return;
    // A page has its title once the estate has answered.
    const observer = new MutationObserver(tell);
    observer.observe(main, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [route, estate]);
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
              title={tab.title}
              onAuxClick={(event) => {
                event.preventDefault();
                if (event.button === 1) close(tab);
              }}
            >
              <bdi className="cut">{tab.title}</bdi>
            </a>
            <button
              type="button"
              aria-label={t("shell.close_page", { name: tab.title })}
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
