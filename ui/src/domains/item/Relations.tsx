import { ActionIcon } from "@mantine/core";
import { IconUnlink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { RelationGroup, RelationshipLine } from "@/bindings";
import { placeOfRelation, useStaged } from "@/domains/edit";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { ItemLink } from "./ItemLink";

const SHORT_MAX = 6;

interface RelationsProps {
  groups: RelationGroup[];
  isShort?: boolean;
  /** Whose relationships they are, when somebody edits them. */
  owner?: { key: string; name: string };
}

/** Relationships by direction and type. What is not listed is counted. */
export function Relations({ groups, isShort, owner }: RelationsProps) {
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
            <h3 className="relation-head">
              {words.relationName(group.type, group.direction)}{" "}
              <span className="dim">{number(group.total)}</span>
            </h3>
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
                  {owner && <Disconnect owner={owner} line={line} />}
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

function Disconnect({ owner, line }: { owner: { key: string; name: string }; line: RelationshipLine }) {
  const { t } = useTranslation();
  const { edits, stage, unstage } = useStaged();
  const [from, to] =
    line.direction === "outgoing" ? [owner.key, line.other.key] : [line.other.key, owner.key];
  const place = placeOfRelation(from, line.type, to, line.label ?? "");
  const isStaged = edits.some((edit) => edit.place === place);
  const toggle = () => {
    if (isStaged) return unstage(place);
    const label = line.label ? { label: line.label } : {};
    stage({ place, name: owner.name, words: { op: "disconnect", from, type: line.type, to, ...label } });
  };
  return (
    <ActionIcon
      aria-label={t("relate.disconnect", { name: line.other.name })}
      aria-pressed={isStaged}
      variant={isStaged ? "light" : "subtle"}
      color={isStaged ? "red" : "gray"}
      onClick={toggle}
    >
      <IconUnlink size={14} />
    </ActionIcon>
  );
}
