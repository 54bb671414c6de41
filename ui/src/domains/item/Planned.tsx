import { IconMinus, IconPencil, IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ItemDetails, RelationshipLine } from "@/bindings";
import { useFieldNames, useModel } from "@/domains/model";
import { ItemLink } from "./ItemLink";

export interface PlannedValueProps {
  data: ItemDetails;
  field: string;
  /** The value as the working set has it. */
  children: ReactNode;
}

/** A value; inside a change that makes it another, marked as planned, with the value of the estate as it is beside it. */
export function PlannedValue({ data, field, children }: PlannedValueProps) {
  const { t } = useTranslation();
  const { valueName } = useFieldNames();
  const change = data.planned?.[field];
  if (!change) return children;
  return (
    <span className="planned-value">
      <ins>
        <IconPencil size={12} aria-hidden="true" />
        <span className="hidden-but-read">{t("item.planned_value")}</span>
        {change.after ? children : t("item.planned_none")}
      </ins>
      <span className="dim">
        {t("item.live_value")}{" "}
        <bdi>{change.before ? valueName(field, change.before) : t("item.planned_none")}</bdi>
      </span>
    </span>
  );
}

/** Relationships that the change adds to the item or takes from it, against the estate as it is. */
export function PlannedRelations({ data }: { data: ItemDetails }) {
  const { t } = useTranslation();
  const { relations_added: added = [], relations_removed: removed = [] } = data;
  if (added.length + removed.length === 0) return null;
  return (
    <ul className="bare staged-relations" aria-label={t("item.planned_relations")}>
      {added.map((line) => (
        <PlannedRelation key={idOf(line)} line={line} kind="added" />
      ))}
      {removed.map((line) => (
        <PlannedRelation key={idOf(line)} line={line} kind="removed" />
      ))}
    </ul>
  );
}

function PlannedRelation({ line, kind }: { line: RelationshipLine; kind: "added" | "removed" }) {
  const { t } = useTranslation();
  const words = useModel();
  const Icon = kind === "added" ? IconPlus : IconMinus;
  return (
    <li className="row" data-kind={kind}>
      <Icon size={14} aria-hidden="true" />
      <span className="hidden-but-read">{t(`item.planned_${kind}`)}</span>
      <span className="dim">{words.relationName(line.type, line.direction)}</span>
      <ItemLink item={line.other} />
      {line.label && <span className="tag">{line.label}</span>}
    </li>
  );
}

function idOf(line: RelationshipLine): string {
  return `${line.direction} ${line.type} ${line.other.id} ${line.label ?? ""}`;
}
