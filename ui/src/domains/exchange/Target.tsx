import { Radio, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";

/** Where files go: into the estate as it is, or into the plan of a change; its id then. */
export function Target({
  change,
  onChange,
}: {
  change: string | null;
  onChange: (id: string | null) => void;
}) {
  const { t } = useTranslation();
  const { model } = useModel();
  const { data } = useAsk("changes", {});
  const editable = new Set(model?.policy.states.filter((state) => state.editable).map(({ id }) => id));
  const changes = (data?.changes ?? []).filter((own) => editable.has(own.state));
  return (
    <Radio.Group
      label={t("exchange.into")}
      value={change === null ? "live" : "change"}
      onChange={(value) => onChange(value === "live" ? null : (changes[0]?.id ?? null))}
    >
      <div className="stack" style={{ gap: 6, marginTop: 6 }}>
        <Radio value="live" label={t("shell.live")} description={t("exchange.into_live_hint")} />
        <Radio
          value="change"
          label={t("exchange.into_change")}
          description={changes.length > 0 ? t("exchange.into_change_hint") : t("exchange.no_changes")}
          disabled={changes.length === 0 && change === null}
        />
        {change !== null && (
          <Select
            aria-label={t("exchange.into_change")}
            data={changes.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))}
            value={change}
            onChange={(id) => id && onChange(id)}
            allowDeselect={false}
            maw={420}
          />
        )}
      </div>
    </Radio.Group>
  );
}
