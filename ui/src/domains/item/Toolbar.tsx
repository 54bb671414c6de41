import { Button, Checkbox, Popover } from "@mantine/core";
import { IconColumns3, IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { SavedViews } from "@/domains/estate";
import { useFieldNames, useModel } from "@/domains/model";
import { useSettings } from "@/shared/settings";
import { useExport } from "./useExport";

const ALWAYS = ["name", "key", "class", "state", "operation", "source", "source_id", "verified_at"];

export interface ToolbarProps {
  total: number;
}

/** What can be done with the list as a whole. */
export function Toolbar({ total }: ToolbarProps) {
  const { t } = useTranslation();
  const save = useExport();
  const columns = useSettings((settings) => settings.columns);
  return (
    <div className="row">
      <SavedViews place="items" columns={columns} />
      <Columns />
      <Button
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden="true" />}
        disabled={total === 0}
        onClick={() => void save(total)}
      >
        {t("items.export")}
      </Button>
    </div>
  );
}

function Columns() {
  const { t } = useTranslation();
  const { columns, set } = useSettings();
  const { model } = useModel();
  const { fieldName } = useFieldNames();
  const attributes = model?.attributes.map((attribute) => attribute.id) ?? [];
  const toggle = (id: string) =>
    set({ columns: columns.includes(id) ? columns.filter((own) => own !== id) : [...columns, id] });
  return (
    <Popover position="bottom-end" width={240} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={14} aria-hidden="true" />}>
          {t("items.columns")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className="choices">
          <legend className="hidden-but-read">{t("items.columns")}</legend>
          {[...ALWAYS, ...attributes].map((id) => (
            <Checkbox
              key={id}
              label={fieldName(id)}
              checked={columns.includes(id)}
              disabled={id === "name"}
              onChange={() => toggle(id)}
            />
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}
