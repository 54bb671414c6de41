import { ActionIcon, Menu } from "@mantine/core";
import { IconActivity, IconArchive, IconDots, IconUrgent } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemDetails } from "@/bindings";
import { useStaged } from "@/domains/edit";
import { useModel } from "@/domains/model";
import { Dialog } from "@/shared/Dialog";
import { to } from "@/shared/route";
import { useSettings } from "@/shared/settings";
import { OperationForm } from "./OperationForm";

/** What is done with an item as a whole. */
export function ItemActs({ data }: { data: ItemDetails }) {
  const { t } = useTranslation();
  const { model } = useModel();
  const { stage, preview } = useStaged();
  const { key, name, state } = data.item;
  const isLive = useSettings((settings) => settings.workingSet.kind === "live");
  const [isTelling, setTelling] = useState(false);
  const retire = () => {
    stage({ place: `${key} retire`, name, words: { op: "retire", item: key } });
    preview(true);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t("change.more_acts")}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isLive && (
            <Menu.Item
              leftSection={<IconActivity size={14} aria-hidden="true" />}
              onClick={() => setTelling(true)}
            >
              {t("relate.operation")}
            </Menu.Item>
          )}
          {isLive && data.participates && (
            <Menu.Item
              leftSection={<IconUrgent size={14} aria-hidden="true" />}
              component="a"
              href={to(["outage", "records"], { new: key })}
            >
              {t("outages.record_for")}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconArchive size={14} aria-hidden="true" />}
            disabled={state === model?.policy.retired_state}
            onClick={retire}
          >
            {t("relate.retire")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog
        opened={isTelling}
        onClose={() => setTelling(false)}
        title={<bdi>{t("relate.operation_title", { name })}</bdi>}
      >
        <OperationForm data={data} onDone={() => setTelling(false)} />
      </Dialog>
    </>
  );
}
