import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MapView as Picture } from "@/bindings";
import { useFormats } from "@/shared/format";
import { Level } from "@/shared/Level";
import { to } from "@/shared/route";
import { useLaneName } from "./Lanes";
import type { MapBox } from "./model";

const NAMED_MAX = 4;

export interface OutlineProps {
  label: string;
  view: Picture;
  boxes: MapBox[];
  chosen: string | null;
  onChoose: (id: string) => void;
  dimmed?: ReadonlySet<string>;
}

/** The map as a table, from what is hit at the top to what it stands on: the same boxes, the same selection. */
export function Outline({ label, view, boxes, chosen, onChoose, dimmed }: OutlineProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const laneName = useLaneName();
  const rows = useMemo(() => {
    const byRow = new Map(view.nodes.map((node) => [node.id, node.row]));
    return boxes
      .filter((box) => !dimmed?.has(box.id))
      .sort((one, other) => (byRow.get(one.id) ?? 0) - (byRow.get(other.id) ?? 0));
  }, [view, boxes, dimmed]);
  const names = useMemo(() => new Map(boxes.map((box) => [box.id, nameOf(box)])), [boxes]);
  const hasLevels = boxes.some((box) => box.hasLevel);
  const isGrouped = boxes.some((box) => typeof box.node.filter === "string");
  const named = (ids: string[]) => {
    const some = ids.slice(0, NAMED_MAX).map((id) => names.get(id) ?? id);
    if (ids.length > NAMED_MAX) some.push(t("common.more", { value: ids.length - NAMED_MAX }));
    return some.join(", ");
  };
  return (
    <div className="scroll-x outline">
      <table className="plain">
        <caption className="hidden-but-read">{label}</caption>
        <thead>
          <tr>
            {hasLevels && <th>{t("map.level")}</th>}
            <th>{t("field.name")}</th>
            <th>{isGrouped ? t("map.lanes") : t("field.class")}</th>
            {isGrouped && <th className="number">{t("map.items_in")}</th>}
            <th>{t("map.needs")}</th>
            <th>{t("map.needed_by")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((box) => (
            <tr key={box.id} data-chosen={box.id === chosen}>
              {hasLevels && <td>{box.hasLevel && <Level level={box.level} context={box.isContext} />}</td>}
              <td>
                <button
                  type="button"
                  className="as-link"
                  aria-pressed={box.id === chosen}
                  onClick={() => onChoose(box.id)}
                >
                  <bdi>{nameOf(box)}</bdi>
                </button>
                {box.isRoot && <span className="tag">{t("map.legend_root")}</span>}
              </td>
              <td>{isGrouped ? laneName(box.node.lane) : box.note}</td>
              {isGrouped && (
                <td className="number">
                  {typeof box.node.filter === "string" ? (
                    <a href={to(["items"], { filter: box.node.filter })}>{number(box.node.count)}</a>
                  ) : (
                    number(box.node.count)
                  )}
                </td>
              )}
              <td>
                {named(view.edges.filter((edge) => edge.consumer === box.id).map((edge) => edge.provider))}
              </td>
              <td>
                {named(view.edges.filter((edge) => edge.provider === box.id).map((edge) => edge.consumer))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function nameOf(box: MapBox): string {
  return box.node.count > 1 ? `${box.node.count} × ${box.name}` : box.name;
}
