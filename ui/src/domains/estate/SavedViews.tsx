import { ActionIcon, Button, Menu, TextInput } from "@mantine/core";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SavedView } from "@/shared/settings";
import { useSavedViews } from "./views";

export interface SavedViewsProps {
  place: SavedView["place"];
  /** Columns that belong to what is seen. */
  columns?: string[];
}

/** Saves what is asked here under a name, and goes back to what was saved. */
export function SavedViews({ place, columns }: SavedViewsProps) {
  const { t } = useTranslation();
  const { views, keep, remove, open } = useSavedViews();
  const own = views.filter((view) => view.place === place);
  const [name, setName] = useState("");
  const save = (event: FormEvent) => {
    event.preventDefault();
    const named = name.trim();
    if (named === "") return;
    keep({ name: named, place, address: window.location.hash, ...(columns ? { columns } : {}) });
    setName("");
  };
  return (
    <Menu position="bottom-end" width={280} closeOnItemClick>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={14} aria-hidden="true" />}>
          {t("items.views")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {own.length === 0 && <Menu.Label>{t("items.no_views")}</Menu.Label>}
        {own.map((view) => (
          <div key={view.name} className="row">
            <Menu.Item className="grow" onClick={() => open(view)}>
              {view.name}
            </Menu.Item>
            <ActionIcon
              aria-label={t("items.delete_view", { name: view.name })}
              onClick={() => remove(view.name)}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </div>
        ))}
        <Menu.Divider />
        <form onSubmit={save} className="row" style={{ padding: 6, alignItems: "end" }}>
          <TextInput
            className="grow"
            label={t("items.view_name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => event.stopPropagation()}
          />
          <Button type="submit" variant="default">
            {t("common.save")}
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
