import { useTranslation } from "react-i18next";
import type { RelationGroup } from "@/bindings";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { ItemLink } from "./ItemLink";

const SHORT_MAX = 6;

/** Relationships by direction and type. What is not listed is counted. */
export function Relations({ groups, isShort }: { groups: RelationGroup[]; isShort?: boolean }) {
  const { t } = useTranslation();
  const { number, day } = useFormats();
  const words = useModel();
  if (groups.length === 0) return <p className="dim">{t("item.no_relations")}</p>;
  return (
    <div className="stack" style={{ gap: 10 }}>
      {groups.map((group) => {
        const lines = isShort ? group.lines.slice(0, SHORT_MAX) : group.lines;
        return (
          <div key={`${group.direction} ${group.type}`}>
            <h4 className="relation-head">
              {words.relationName(group.type, group.direction)}{" "}
              <span className="dim">{number(group.total)}</span>
            </h4>
            <ul className="bare">
              {lines.map((line) => (
                <li key={`${line.other.id} ${line.label ?? ""}`} className="row">
                  <ItemLink item={line.other} withKey={!isShort} />
                  {line.label && <span className="tag">{line.label}</span>}
                  {!isShort && (
                    <span className="dim">
                      {t(`confidence.${line.confidence}`)}
                      {line.verified_at && ` · ${day(line.verified_at)}`}
                    </span>
                  )}
                </li>
              ))}
            </ul>
            {group.total > lines.length && (
              <p className="dim" style={{ margin: "2px 0 0" }}>
                {t("common.more", { value: number(group.total - lines.length) })}
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}
