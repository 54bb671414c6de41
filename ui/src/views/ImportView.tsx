import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ImportWizard, Integrity, Snapshots } from "@/domains/exchange";
import { go, to, useRoute } from "@/shared/route";

const PARTS = ["files", "snapshot", "check"] as const;

export default function ImportView() {
  const { t } = useTranslation();
  const asked = useRoute().parts[1];
  const part = PARTS.find((own) => own === asked) ?? "files";
  return (
    <div className="page">
      <h1>{t("exchange.title")}</h1>
      <Tabs
        value={part}
        onChange={(value) => go(to(value === "files" ? ["import"] : ["import", value ?? ""]))}
        keepMounted={false}
      >
        <Tabs.List aria-label={t("exchange.title")}>
          {PARTS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`exchange.part_${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div style={{ paddingTop: 16 }}>
          <Tabs.Panel value="files">
            <div className="stack">
              <ImportWizard />
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="snapshot">
            <Snapshots />
          </Tabs.Panel>
          <Tabs.Panel value="check">
            <Integrity />
          </Tabs.Panel>
        </div>
      </Tabs>
    </div>
  );
}
