import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HistoryLine } from "@/bindings";
import { PurgeDialog, RevertButton } from "@/domains/care";
import { useFieldNames } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { Long } from "@/shared/Long";
import { to } from "@/shared/route";
import { ValueActs } from "./ValueActs";

/** What was recorded, newest first; each line leads to the change that authorised it. */
export function History({
  lines,
  total,
  item,
}: {
  lines: HistoryLine[];
  total: number;
  /** Whose history it is, where records can be taken back and values purged. */
  item?: { key: string; name: string } | undefined;
}) {
  const { t } = useTranslation();
  const { moment, number } = useFormats();
  const { fieldName, valueName, isAttribute } = useFieldNames();
  const [purged, setPurged] = useState<{ field: string; record: number } | null>(null);
  return (
    <>
      <ol className="history">
        {lines.map((line) => (
          <li key={line.seq}>
            <div className="row wrap" style={{ gap: "2px 8px" }}>
              <time dateTime={line.recorded_at}>{moment(line.recorded_at)}</time>
              <span className="tag">{t(`record_kind.${line.kind}`)}</span>
              <span className="dim">{t("common.record", { seq: line.seq })}</span>
              {line.change && <a href={to(["changes", line.change])}>{line.change}</a>}
              {item && <RevertButton seq={line.seq} isIcon />}
            </div>
            <div className="said">
              <span className="dim">{line.actor}</span> <bdi>{line.said ?? line.reason}</bdi>
            </div>
            {Object.entries(line.fields).map(([field, { before, after }]) => (
              <div key={field} className="said">
                <span className="dim">{fieldName(field)}</span>{" "}
                {before && <Long as="del">{valueName(field, before)}</Long>}{" "}
                {after && <Long as="ins">{valueName(field, after)}</Long>}
                {item && after && (field === "name" || isAttribute(field)) && (
                  <ValueActs
                    name={`${fieldName(field)} · ${t("common.record", { seq: line.seq })}`}
                    onPurge={() => setPurged({ field, record: line.seq })}
                  />
                )}
              </div>
            ))}
          </li>
        ))}
        {total > lines.length && (
          <li className="dim">{t("common.more", { value: number(total - lines.length) })}</li>
        )}
      </ol>
      {item && (
        <PurgeDialog
          item={item.key}
          name={item.name}
          field={purged?.field ?? null}
          {...(purged ? { record: purged.record } : {})}
          onClose={() => setPurged(null)}
        />
      )}
    </>
  );
}
