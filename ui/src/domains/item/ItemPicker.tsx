import { Select } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClassIcon, useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { useWorkingSet } from "@/shared/settings";

const FOUND_MAX = 12;

export interface ItemPickerProps {
  label: string;
  /** A filter that the items must pass as well. */
  filter?: string;
  onPick: (key: string) => void;
}

/** Finds one item by words and hands its key over. */
export function ItemPicker({ label, filter, onPick }: ItemPickerProps) {
  const { t } = useTranslation();
  const words = useModel();
  const set = useWorkingSet();
  const [typed, setTyped] = useState("");
  const request = { ...set, text: typed.trim(), ...(filter ? { filter } : {}), limit: FOUND_MAX };
  const { data, isPlaceholderData } = useAsk("items", request, { keep: true });
  const rows = data?.rows ?? [];
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return (
    <Select
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSection={<span />}
      searchable
      value={null}
      // What was found for other letters is shown until the answer comes, and cannot be taken for it: whoever types fast and
      // presses Enter would pick another item than the one they wrote.
      data={rows.map((row) => ({
        value: row.key,
        label: `${row.name} ${row.key}`,
        disabled: isPlaceholderData,
      }))}
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(key) => {
        if (key === null) return;
        onPick(key);
        setTyped("");
      }}
      nothingFoundMessage={t("items.none")}
      comboboxProps={{ transitionProps: { duration: 0 }, width: 380, position: "bottom-start" }}
      renderOption={({ option }) => {
        const row = byKey.get(option.value);
        return row ? (
          <span className="row grow">
            <ClassIcon id={row.class} />
            <bdi className="cut grow">{row.name}</bdi>
            <span className="dim">{words.className(row.class)}</span>
            <span className="dim mono">{row.key}</span>
          </span>
        ) : (
          option.label
        );
      }}
    />
  );
}
