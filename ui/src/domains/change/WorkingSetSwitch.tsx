import { Menu } from "@mantine/core";
import { IconBolt, IconChevronDown, IconGitPullRequest, IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSettings } from "@/shared/settings";

const ICONS = { live: IconBolt, change: IconGitPullRequest, baseline: IconLock };

/** In which estate a person works: as it is (red), inside a change (blue), or in the past, which is only read (grey). */
export function WorkingSetSwitch() {
  const { t } = useTranslation();
  const { workingSet, set } = useSettings();
  const Icon = ICONS[workingSet.kind];
  const name =
    workingSet.kind === "live"
      ? t("shell.live")
      : workingSet.kind === "change"
        ? t("shell.in_change", { id: workingSet.id })
        : t("shell.at_baseline", { name: workingSet.name });
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <button
          type="button"
          className="working"
          data-set={workingSet.kind}
          aria-label={`${t("shell.working_set")}: ${name}`}
        >
          <Icon size={14} aria-hidden="true" />
          <bdi className="cut">{name}</bdi>
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.working_set")}</Menu.Label>
        <Menu.Item leftSection={<IconBolt size={14} />} onClick={() => set({ workingSet: { kind: "live" } })}>
          {t("shell.live")}
          <div className="dim">{t("shell.live_hint")}</div>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
