import { Menu } from "@mantine/core";
import { IconBolt, IconChevronDown, IconGitPullRequest, IconLock } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { useSettings, type WorkingSet } from "@/shared/settings";

const ICONS = { live: IconBolt, change: IconGitPullRequest, baseline: IconLock };
const LISTED_MAX = 12;

/** In which estate a person works: as it is (red), inside a change (blue), or in the past, which is only read (grey). */
export function WorkingSetSwitch({ isReplica }: { isReplica: boolean }) {
  const { t } = useTranslation();
  const { workingSet, set } = useSettings();
  const changes = useEditableChanges();
  const { data: past } = useAsk("baselines", {});
  // A copy takes no records, live or not.
  const look = isReplica ? "baseline" : workingSet.kind;
  const Icon = ICONS[look];
  const names = {
    live: () => t("shell.live"),
    change: () => workingSet.kind === "change" && t("shell.in_change", { id: workingSet.id }),
    baseline: () => workingSet.kind === "baseline" && t("shell.at_baseline", { name: workingSet.name }),
  };
  const name = names[workingSet.kind]() || "";
  const choose = (chosen: WorkingSet) => () => set({ workingSet: chosen });
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <button
          type="button"
          className="working"
          data-set={look}
          aria-label={`${t("shell.working_set")}: ${name}${look === "baseline" ? ` ${t("shell.read_only")}` : ""}`}
        >
          <Icon size={14} aria-hidden="true" />
          <bdi className="cut">{name}</bdi>{" "}
          {look === "baseline" && <span className="tag">{t("shell.read_only")}</span>}
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.working_set")}</Menu.Label>
        <Menu.Item leftSection={<IconBolt size={14} />} onClick={choose({ kind: "live" })}>
          {t("shell.live")}
          <div className="dim">{t("shell.live_hint")}</div>
        </Menu.Item>
        {changes.length > 0 && <Menu.Label>{t("shell.open_changes")}</Menu.Label>}
        {changes.slice(0, LISTED_MAX).map(({ id, title }) => (
          <Menu.Item
            key={id}
            leftSection={<IconGitPullRequest size={14} />}
            onClick={choose({ kind: "change", id, title })}
            title={t("shell.in_change_hint")}
          >
            <span className="mono">{id}</span> <bdi>{title}</bdi>
          </Menu.Item>
        ))}
        {past && past.baselines.length > 0 && <Menu.Label>{t("shell.baselines_group")}</Menu.Label>}
        {past?.baselines.slice(0, LISTED_MAX).map((baseline) => (
          <Menu.Item
            key={baseline.name}
            leftSection={<IconLock size={14} />}
            onClick={choose({ kind: "baseline", name: baseline.name })}
            title={t("shell.at_baseline_hint")}
          >
            <bdi>{baseline.name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Returns the changes whose plan may be edited in their state, as the policy of the estate says. */
function useEditableChanges() {
  const { data } = useAsk("changes", {});
  const { model } = useModel();
  return useMemo(() => {
    const editable = new Set(model?.policy.states.filter((state) => state.editable).map((state) => state.id));
    return (data?.changes ?? []).filter((change) => editable.has(change.state));
  }, [data, model]);
}
