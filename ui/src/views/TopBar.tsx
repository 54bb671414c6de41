import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconCheck, IconSearch, IconSettings } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { OpenedEstate } from "@/bindings";
import { WorkingSetSwitch } from "@/domains/working-set";
import { LANGUAGE_NAMES, LANGUAGES } from "@/i18n";
import { useAct } from "@/shared/ask";
import { CairnSign } from "@/shared/Cairn";
import { to } from "@/shared/route";
import { type Density, type Scheme, useSettings } from "@/shared/settings";

const SCHEMES: Scheme[] = ["auto", "light", "dark"];
const DENSITIES: Density[] = ["dense", "comfortable"];

export function TopBar({ estate }: { estate: OpenedEstate | null }) {
  const { t } = useTranslation();
  const workingSet = useSettings((settings) => settings.workingSet);
  const look = estate?.read_only ? "baseline" : workingSet.kind;
  return (
    <header className="bar" data-set={estate ? look : undefined}>
      <span className="brand" title={estate?.path}>
        <CairnSign />
        <span className="cut word">
          <bdi>{estate?.name ?? "Cairn"}</bdi>
        </span>
        {estate?.snapshot && <span className="tag">{t("shell.snapshot")}</span>}
        {estate?.read_only && !estate.snapshot && (
          <a className="tag" href={to(["settings", "care"])} title={t("care.take_over")}>
            {t("shell.replica")}
          </a>
        )}
      </span>
      {estate && (
        <button type="button" className="finder" onClick={spotlight.open}>
          <IconSearch size={14} aria-hidden="true" />
          <span className="grow cut">{t("shell.search_hint")}</span>
          <kbd>Ctrl K</kbd>
        </button>
      )}
      <span className="grow" />
      {estate && <WorkingSetSwitch isReplica={estate.read_only} />}
      <SettingsMenu hasEstate={estate !== null} />
    </header>
  );
}

function SettingsMenu({ hasEstate }: { hasEstate: boolean }) {
  const { t } = useTranslation();
  const { language, scheme, density, set } = useSettings();
  const close = useAct("estate_close");
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label={t("shell.settings")}>
          <ActionIcon aria-label={t("shell.settings")}>
            <IconSettings size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.language")}</Menu.Label>
        {LANGUAGES.map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            rightSection={mark(one === language)}
            onClick={() => set({ language: one })}
          >
            {LANGUAGE_NAMES[one]}
          </Menu.Item>
        ))}
        <Menu.Label>{t("shell.theme")}</Menu.Label>
        {SCHEMES.map((one) => (
          <Menu.Item key={one} rightSection={mark(one === scheme)} onClick={() => set({ scheme: one })}>
            {t(`shell.theme_${one}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t("shell.density")}</Menu.Label>
        {DENSITIES.map((one) => (
          <Menu.Item key={one} rightSection={mark(one === density)} onClick={() => set({ density: one })}>
            {t(`shell.${one}`)}
          </Menu.Item>
        ))}
        {hasEstate && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => close.mutate({})}>{t("shell.close_estate")}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function mark(isChosen: boolean) {
  return isChosen ? <IconCheck size={14} aria-hidden="true" /> : null;
}
