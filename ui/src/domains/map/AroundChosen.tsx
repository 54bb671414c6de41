import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MapNode } from "@/bindings";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { to } from "@/shared/route";

export interface AroundChosenProps {
  node: MapNode;
  onExpand: (group: string) => void;
  /** Draws a relationship from it; absent where nothing may be edited. */
  onConnect?: () => void;
}

/** What can be done with the box that is chosen on a map: open it, start from it, or take a group apart. */
export function AroundChosen({ node, onExpand, onConnect }: AroundChosenProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { className } = useModel();
  const members = node.members ?? [];
  return (
    <div className="row wrap around-chosen" role="status" aria-label={t("map.chosen")}>
      {node.item ? (
        <>
          <strong>
            <bdi>{node.item.name}</bdi>
          </strong>
          <span className="dim">{className(node.item.class)}</span>
          <Button component="a" variant="default" href={to(["items", node.item.key])}>
            {t("common.open")}
          </Button>
          <Button component="a" variant="default" href={to(["map"], { around: node.item.key })}>
            {t("map.here")}
          </Button>
          <Button component="a" variant="default" href={to(["impact"], { out: node.item.key })}>
            {t("map.impact")}
          </Button>
          {onConnect && (
            <Button
              variant="default"
              title={t("relate.draw_hint")}
              onClick={onConnect}
              rightSection={<kbd>c</kbd>}
            >
              {t("relate.connect")}
            </Button>
          )}
        </>
      ) : (
        <>
          <strong>
            {number(node.count)} × {node.class ? className(node.class) : t("map.several")}
          </strong>
          <bdi className="dim cut">{members.map((member) => member.name).join(", ")}</bdi>
          <Button variant="default" onClick={() => onExpand(node.id)} rightSection={<kbd>e</kbd>}>
            {t("map.expand", { value: number(node.count) })}
          </Button>
        </>
      )}
    </div>
  );
}
