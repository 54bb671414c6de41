import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconFlame } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** What is done with one value for good. */
export function ValueActs({ name, onPurge }: { name: string; onPurge: () => void }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          className="value-acts"
          variant="subtle"
          color="gray"
          size={22}
          aria-label={t("care.more", { field: name })}
        >
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="red" leftSection={<IconFlame size={14} aria-hidden="true" />} onClick={onPurge}>
          {t("care.purge")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
