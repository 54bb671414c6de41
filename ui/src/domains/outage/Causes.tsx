import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ItemLink, ItemPicker } from "@/domains/item";
import { useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Section } from "@/shared/Section";
import { useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";

/** What may be behind several reports: the single failures that explain all of them. */
export function Causes({ reported }: { reported: string[] }) {
  const { t } = useTranslation();
  const [keys, setKeys] = useState<string[]>([]);
  const without = (key: string) => setKeys((before) => before.filter((own) => own !== key));
  return (
    <Section title={t("outage.causes")}>
      <p className="dim" style={{ margin: "0 0 8px" }}>
        {t("outage.causes_hint")}
      </p>
      <div className="row wrap">
        {keys.map((key) => (
          <span key={key} className="seed">
            <span className="mono">{key}</span>
            <ActionIcon aria-label={t("outage.not_reported", { name: key })} onClick={() => without(key)}>
              <IconX size={14} />
            </ActionIcon>
          </span>
        ))}
        <div style={{ width: 240 }}>
          <ItemPicker
            label={t("outage.report_item")}
            onPick={(key) => setKeys((before) => [...before.filter((own) => own !== key), key])}
          />
        </div>
        {keys.length === 0 && reported.length > 1 && (
          <Button variant="default" onClick={() => setKeys(reported)}>
            {t("outage.take_recorded")}
          </Button>
        )}
      </div>
      {keys.length > 0 && <Found keys={keys} />}
    </Section>
  );
}

function Found({ keys }: { keys: string[] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { className } = useModel();
  const set = useWorkingSet();
  const { data, error } = useAsk("causes", { ...set, down: keys }, { keep: true });
  if (error) return <FailureView error={error} />;
  if (!data) return <Waiting />;
  const explained = data.explained_by ?? [];
  if (explained.length > 0) {
    return (
      <p className="said" role="status">
        {t("outage.explained")} <bdi>{explained.map((item) => item.name).join(", ")}</bdi>
      </p>
    );
  }
  if (data.causes.length === 0) {
    return (
      <p className="said" role="status">
        {t("outage.no_cause")}
      </p>
    );
  }
  return (
    <>
      <p role="status">
        {t("outage.found", { count: data.causes.length, value: number(data.causes.length) })}
      </p>
      <table className="plain outage">
        <thead>
          <tr>
            <th>{t("field.name")}</th>
            <th>{t("field.class")}</th>
            <th className="number">{t("outage.unreported")}</th>
            <th>{t("outage.unreported_first")}</th>
          </tr>
        </thead>
        <tbody>
          {data.causes.map((cause) => (
            <tr key={cause.id}>
              <td>
                <ItemLink item={cause} withKey />
              </td>
              <td>{className(cause.class)}</td>
              <td className="number">{number(cause.unreported)}</td>
              <td className="dim">
                <bdi>
                  {cause.others
                    .slice(0, 5)
                    .map((item) => item.name)
                    .join(", ")}
                </bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
