import { useTranslation } from "react-i18next";
import type { SheetReply } from "@/bindings";
import { ItemLink } from "@/domains/item";
import { useFormats } from "@/shared/format";
import { RecordCells } from "@/shared/RecordCells";
import { Section } from "@/shared/Section";

/** What changed lately on what is hit and on what that rests on: where a cause is looked for first. */
export function Recent({ sheet }: { sheet: SheetReply }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Section title={t("outage.recent", { value: sheet.recent_hours })} flush>
      {sheet.recent.length === 0 ? (
        <p className="dim" style={{ padding: "0 12px" }}>
          {t("outage.recent_none")}
        </p>
      ) : (
        <table className="plain outage">
          <thead>
            <tr>
              <th className="number">{t("outage.record")}</th>
              <th>{t("outage.when")}</th>
              <th>{t("outage.who")}</th>
              <th>{t("outage.what")}</th>
              <th>{t("outage.on")}</th>
            </tr>
          </thead>
          <tbody>
            {sheet.recent.map((own) => (
              <tr key={own.seq}>
                <RecordCells own={own} />
                <td>
                  {own.model && <span>{t("outage.on_model")} </span>}
                  {own.touched == null && !own.model && <span className="dim">{t("outage.on_many")}</span>}
                  <span className="row wrap">
                    {(own.items ?? []).map((item) => (
                      <ItemLink key={item.id} item={item} />
                    ))}
                    {(own.touched ?? 0) > (own.items ?? []).length && (
                      <span className="dim">
                        {t("common.more", { value: number((own.touched ?? 0) - (own.items ?? []).length) })}
                      </span>
                    )}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
