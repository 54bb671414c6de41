import { useTranslation } from "react-i18next";
import type { HistoryLine } from "@/bindings";
import { RevertButton } from "@/domains/care";
import { useFieldNames } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { Long } from "@/shared/Long";
import { to } from "@/shared/route";

/** What was recorded, newest first; each line leads to the change that authorised it. */
export function History({
  lines,
  total,
  isWritable = false,
}: {
  lines: HistoryLine[];
  total: number;
  /** Each record can be taken back from here. */
  isWritable?: boolean;
}) {
  const { t } = useTranslation();
  const { moment, number } = useFormats();
  const { fieldName, valueName } = useFieldNames();
  return (
    <ol className="history">
      {lines.map((line) => (
        <li key={line.seq}>
          <div className="row wrap" style={{ gap: "2px 8px" }}>
            <time dateTime={line.recorded_at}>{moment(line.recorded_at)}</time>
            <span className="tag">{t(`record_kind.${line.kind}`)}</span>
            <span className="dim">{t("common.record", { seq: line.seq })}</span>
            {line.change && <a href={to(["changes", line.change])}>{line.change}</a>}
            {isWritable && <RevertButton seq={line.seq} isIcon />}
          </div>
          <div className="said">
            <span className="dim">{line.actor}</span> <bdi>{line.said ?? line.reason}</bdi>
          </div>
          {Object.entries(line.fields).map(([field, { before, after }]) => (
            <div key={field} className="said">
              <span className="dim">{fieldName(field)}</span>{" "}
              {before && <Long as="del">{valueName(field, before)}</Long>}{" "}
              {after && <Long as="ins">{valueName(field, after)}</Long>}
            </div>
          ))}
        </li>
      ))}
      {total > lines.length && (
        <li className="dim">{t("common.more", { value: number(total - lines.length) })}</li>
      )}
    </ol>
  );
}
