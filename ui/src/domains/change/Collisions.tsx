import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CollisionSaid } from "@/bindings";
import { ItemLink } from "@/domains/item";
import { useFormats } from "@/shared/format";
import { Level } from "@/shared/Level";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";

/** So many items of a collision are named. */
const ITEMS = 6;

/** What changes do to each other: every item, why, and when; those that block first. */
export function Collisions({ all, isCutShort }: { all: CollisionSaid[]; isCutShort: boolean }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Section title={t("calendar.collisions")} count={number(all.length)} flush>
      {all.length === 0 ? (
        <p className="row dim" style={{ padding: "8px 12px", margin: 0 }}>
          <IconCircleCheck size={15} aria-hidden="true" /> {t("calendar.none")}
        </p>
      ) : (
        <table className="plain collisions">
          <thead>
            <tr>
              <th>{t("calendar.kind")}</th>
              <th>{t("calendar.when")}</th>
              <th>{t("calendar.what")}</th>
              <th>{t("calendar.items")}</th>
            </tr>
          </thead>
          <tbody>
            {all.map((own) => (
              <Line key={own.id} own={own} />
            ))}
          </tbody>
        </table>
      )}
      {isCutShort && (
        <p className="row" style={{ padding: "6px 12px", margin: 0 }}>
          <IconAlertTriangle size={15} aria-hidden="true" /> {t("calendar.cut_short")}
        </p>
      )}
      <p className="dim" style={{ padding: "6px 12px", margin: 0 }}>
        {t("calendar.looked_at")}
      </p>
    </Section>
  );
}

function Line({ own }: { own: CollisionSaid }) {
  const { t } = useTranslation();
  const { moment, number, span, sentence } = useFormats();
  return (
    <tr data-blocks={own.blocks}>
      <td>
        <Kind own={own} />
      </td>
      <td style={{ whiteSpace: "nowrap" }}>
        <time dateTime={own.start}>{moment(own.start)}</time>
        <div className="dim small">{span(own.minutes)}</div>
      </td>
      <td className="said">
        {sentence(own.sentence)}
        <div className="row wrap">
          {own.changes.map((id) => (
            <a key={id} className="mono" href={to(["changes", id])}>
              {id}
            </a>
          ))}
          {own.proposed && <span className="dim small">{t("calendar.proposed")}</span>}
        </div>
      </td>
      <td>
        <ul className="bare">
          {own.items.slice(0, ITEMS).map((item) => (
            <li key={item.id} className="row">
              <Level level={item.level} /> <ItemLink item={item} />
            </li>
          ))}
          {own.items.length > ITEMS && (
            <li className="dim">{t("common.more", { value: number(own.items.length - ITEMS) })}</li>
          )}
        </ul>
      </td>
    </tr>
  );
}

/** What kind of collision it is; what blocks has a sign of its own. */
function Kind({ own }: { own: CollisionSaid }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="row" style={{ gap: 4 }}>
        <strong className="mono">{own.kind.toUpperCase()}</strong>
        {own.blocks && (
          <span className="tag blocks">
            <IconAlertTriangle size={13} aria-hidden="true" color="var(--down-line)" /> {t("calendar.blocks")}
          </span>
        )}
      </span>
      <div className="small">{t(`calendar.kind_${own.kind}`)}</div>
    </>
  );
}
