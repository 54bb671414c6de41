import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { go, to } from "@/shared/route";

const PARTS = ["sheet", "records"] as const;

/** What there is in the place of what is out: the sheet of now, and each outage as a record. */
export function Parts({ part }: { part: (typeof PARTS)[number] }) {
  const { t } = useTranslation();
  return (
    <Tabs
      value={part}
      onChange={(value) => value && go(value === "sheet" ? to(["outage"]) : to(["outage", "records"]))}
    >
      <Tabs.List aria-label={t("outages.parts")}>
        {PARTS.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {name === "sheet" ? t("outage.title") : t("outages.title")}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
