import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { TYPE_PARTS, Types } from "@/domains/model";
import { go, to, useRoute } from "@/shared/route";

export default function TypesView() {
  const { t } = useTranslation();
  const asked = useRoute().parts[1];
  const part = TYPE_PARTS.find((own) => own === asked) ?? "classes";
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t("types.title")}</h1>
        <span className="dim">{t("types.read_only")}</span>
      </header>
      <Tabs value={part} onChange={(value) => value && go(to(["types", value]), true)} keepMounted={false}>
        <Tabs.List aria-label={t("types.title")}>
          {TYPE_PARTS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`types.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={part} style={{ paddingTop: 16 }}>
          <Types key={part} part={part} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
