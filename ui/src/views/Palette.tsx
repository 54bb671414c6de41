import { Spotlight, spotlight } from "@mantine/spotlight";
import { IconCommand, IconLoader, IconMap2, IconSearch } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEstate, useSavedViews } from "@/domains/estate";
import { ClassIcon, useModel } from "@/domains/model";
import { LANGUAGE_NAMES, LANGUAGES } from "@/i18n";
import { useAct, useAsk } from "@/shared/ask";
import { useKeys } from "@/shared/keys";
import { go, to } from "@/shared/route";
import { useSettings, useWorkingSet } from "@/shared/settings";
import { takeTour } from "@/shared/tours";
import { PLACES } from "./routes";

const FOUND_MAX = 8;

interface Command {
  id: string;
  name: string;
  keys?: string | null;
  icon: ReactNode;
  run: () => void;
}

/** Finds items and commands from anywhere; every command shows its keys. */
export function Palette({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation();
  const words = useModel();
  const set = useWorkingSet();
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const found = useAsk("items", { ...set, text, limit: FOUND_MAX }, { enabled: text.length > 1, keep: true });
  const commands = useCommands(onKeys).filter(({ name }) =>
    name.toLocaleLowerCase().includes(text.toLocaleLowerCase()),
  );
  const rows = text.length > 1 ? (found.data?.rows ?? []) : [];
  // What was found for other letters opens nothing: whoever types fast and presses Enter means what they wrote.
  const isOld = found.isPlaceholderData;
  useKeys({ "$mod+k": () => spotlight.open() });
  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      scrollable
      maxHeight={420}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
    >
      <Spotlight.Search
        aria-label={t("shell.search_hint")}
        placeholder={t("shell.search_hint")}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        rightSection={found.isFetching ? <IconLoader size={14} aria-hidden="true" /> : null}
      />
      <Spotlight.ActionsList>
        {rows.length > 0 && (
          <Spotlight.ActionsGroup label={t("shell.items")}>
            {rows.map((item) => (
              <Spotlight.Action
                key={item.id}
                data-old={isOld}
                closeSpotlightOnTrigger={!isOld}
                onClick={() => !isOld && go(to(["items", item.key]))}
              >
                <span className="row grow">
                  <ClassIcon id={item.class} />
                  <bdi className="cut grow">{item.name}</bdi>
                  <span className="dim">{words.className(item.class)}</span>
                  <span className="dim mono">{item.key}</span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {commands.length > 0 && (
          <Spotlight.ActionsGroup label={t("shell.commands")}>
            {commands.map((command) => (
              <Spotlight.Action key={command.id} onClick={command.run}>
                <span className="row grow">
                  {command.icon}
                  <span className="grow">{command.name}</span>
                  {command.keys && <kbd>{command.keys}</kbd>}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {rows.length + commands.length === 0 && (
          <Spotlight.Empty>{t("shell.search_none", { words: text })}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function useCommands(onKeys: () => void): Command[] {
  const { t } = useTranslation();
  const { set } = useSettings();
  const close = useAct("estate_close");
  const places = PLACES.map(
    ({ part, word, icon: Icon, keys }): Command => ({
      id: `go ${part}`,
      name: t(`shell.${word}`),
      keys,
      icon: <Icon key={part} size={15} stroke={1.7} aria-hidden="true" />,
      run: () => go(to(part ? [part] : [])),
    }),
  );
  const plain = <IconCommand size={15} stroke={1.7} aria-hidden="true" />;
  const languages = LANGUAGES.map(
    (language): Command => ({
      id: language,
      name: `${t("shell.language")}: ${LANGUAGE_NAMES[language]}`,
      icon: plain,
      run: () => set({ language }),
    }),
  );
  const schemes = (["light", "dark", "auto"] as const).map(
    (scheme): Command => ({
      id: scheme,
      name: `${t("shell.theme")}: ${t(`shell.theme_${scheme}`)}`,
      icon: plain,
      run: () => set({ scheme }),
    }),
  );
  const { views, open } = useSavedViews();
  const saved = views.map(
    (view): Command => ({
      id: `view ${view.name}`,
      name: t("settings.view_named", { name: view.name }),
      icon: plain,
      run: () => open(view),
    }),
  );
  const estate = useEstate();
  const tour = useSettings((settings) => settings.tours[estate?.estate ?? ""]?.at);
  const isUnderway = tour === "taking" || tour === "left";
  const tours: Command[] = estate?.stories
    ? [
        {
          id: "tour",
          name: isUnderway ? t("tour.continue") : t("tour.take"),
          icon: <IconMap2 size={15} stroke={1.7} aria-hidden="true" />,
          run: () => takeTour(estate.estate),
        },
      ]
    : [];
  return [
    ...places,
    {
      id: "go changes/what-if",
      name: t("what_if.title"),
      icon: plain,
      run: () => go(to(["changes", "what-if"])),
    },
    {
      id: "go outage/records",
      name: t("outages.title"),
      icon: plain,
      run: () => go(to(["outage", "records"])),
    },
    {
      id: "outage new",
      name: t("outages.new"),
      icon: plain,
      run: () => go(`${to(["outage", "records"])}?new=`),
    },
    ...tours,
    ...saved,
    ...languages,
    ...schemes,
    {
      id: "close",
      name: t("shell.close_estate"),
      icon: plain,
      run: () => close.mutate({}),
    },
    { id: "keys", name: t("shell.keys"), keys: "?", icon: plain, run: onKeys },
  ];
}
