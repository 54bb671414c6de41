import { ActionIcon, SegmentedControl, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ItemPicker } from "@/domains/item";
import { useAsk } from "@/shared/ask";

/** An item that was chosen, and how it is; its name where it is known. */
export interface Chosen {
  key: string;
  name?: string;
  level: "in_service" | "degraded" | "out_of_service";
}

const LEVELS = ["degraded", "out_of_service"] as const;

/** What is out: several items, each degraded or out of service. */
export function ItemChoice({ items, onChange }: { items: Chosen[]; onChange: (items: Chosen[]) => void }) {
  const { t } = useTranslation();
  const without = (key: string) => items.filter((own) => own.key !== key);
  return (
    <fieldset className="bare-set">
      <legend>{t("outages.what_is_out")}</legend>
      <ul className="bare stack" style={{ gap: 6 }}>
        {items.map((own) => (
          <Line
            key={own.key}
            own={own}
            onLevel={(level) =>
              onChange(items.map((other) => (other.key === own.key ? { ...own, level } : other)))
            }
            onRemove={() => onChange(without(own.key))}
          />
        ))}
      </ul>
      <ItemPicker
        label={t("outages.add_item")}
        onPick={(key) => onChange([...without(key), { key, level: "out_of_service" }])}
      />
    </fieldset>
  );
}

interface LineProps {
  own: Chosen;
  onLevel: (level: Chosen["level"]) => void;
  onRemove: () => void;
}

function Line({ own, onLevel, onRemove }: LineProps) {
  const { t } = useTranslation();
  const name = useName(own);
  return (
    <li className="row">
      <span className="grow cut">
        <bdi>{name}</bdi> <span className="mono dim">{own.key}</span>
      </span>
      <SegmentedControl
        aria-label={t("outages.level_of", { name })}
        data={LEVELS.map((value) => ({ value, label: t(`operation.${value}`) }))}
        value={own.level}
        onChange={(value) => onLevel(value as Chosen["level"])}
      />
      <ActionIcon aria-label={t("outages.remove_item", { name })} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </li>
  );
}

/** Returns the name of an item that was picked by its key. */
function useName({ key, name }: Chosen): string {
  const { data } = useAsk("item", { item: key }, { enabled: name === undefined });
  return name ?? data?.reference.name ?? key;
}

interface OneProps {
  value: string;
  onChange: (value: string) => void;
}

/** The item that caused it, or none. */
export function CauseItem({ value, onChange }: OneProps) {
  const { t } = useTranslation();
  const name = useName(
    value ? { key: value, level: "in_service" } : { key: "", name: "", level: "in_service" },
  );
  return (
    <fieldset className="bare-set">
      <legend>{t("outages.pick_cause")}</legend>
      {value ? (
        <span className="row">
          <span className="grow cut">
            <bdi>{name}</bdi> <span className="mono dim">{value}</span>
          </span>
          <ActionIcon aria-label={t("outages.no_cause_item")} onClick={() => onChange("")}>
            <IconX size={14} />
          </ActionIcon>
        </span>
      ) : (
        <ItemPicker label={t("outages.pick_cause")} onPick={onChange} />
      )}
    </fieldset>
  );
}

/** The change in whose course a planned outage happens, or that caused any other. */
export function ChangeChoice({ value, onChange, isPlanned }: OneProps & { isPlanned: boolean }) {
  const { t } = useTranslation();
  const { data } = useAsk("changes", {}, { keep: true });
  return (
    <Select
      label={t(isPlanned ? "outages.change_planned" : "outages.change_cause")}
      placeholder={t("outages.no_change")}
      data={(data?.changes ?? []).map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))}
      value={value || null}
      onChange={(id) => onChange(id ?? "")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("outages.no_change") }}
      limit={50}
      nothingFoundMessage={t("outages.no_change")}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
