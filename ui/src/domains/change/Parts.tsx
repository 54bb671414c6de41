import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { go, to } from "@/shared/route";

const PARTS = ["changes", "what_if"] as const;

/** What there is in the place of changes: those that were raised, and what nobody has raised yet. */
export function Parts({ part }: { part: (typeof PARTS)[number] }) {
  const { t } = useTranslation();
  return (
    <Tabs
      value={part}
      onChange={(value) => value && go(value === "changes" ? to(["changes"]) : to(["changes", "what-if"]))}
    >
      <Tabs.List aria-label={t("what_if.parts")}>
        {PARTS.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {name === "changes" ? t("shell.changes") : t("what_if.title")}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
