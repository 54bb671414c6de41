import { Button, SegmentedControl, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EstateLanes, MapNode, MapView } from "@/bindings";
import { useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { go, to, useRoute } from "@/shared/route";
import { useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { MapPanel } from "./MapPanel";

const GROUPS = ["class", "site", "environment", "owner"];

/** The whole estate in groups with exact counts, or the items that a filter selects; every number opens its items. */
export function EstateMap() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { query } = useRoute();
  const { attribute, attributeName } = useModel();
  const set = useWorkingSet();
  const [chosen, setChosen] = useState<string | null>(null);
  const filter = query.get("filter") ?? "";
  const lanes: EstateLanes = query.get("lanes") === "tier" ? "tier" : "layer";
  const by = query.get("by") ?? "class";
  const request = { ...set, filter, lanes, by };
  const { data, error, isPlaceholderData, refetch } = useAsk("estate_map", request, { keep: true });
  const ask = (some: { lanes?: string; by?: string }) => {
    setChosen(null);
    go(to(["map"], { filter, lanes, by, ...some }), true);
  };
  const node = data?.nodes.find((own) => own.id === chosen) ?? null;
  const choices = GROUPS.filter((id) => id === "class" || attribute(id) !== undefined);
  const open = (own: MapNode) => {
    if (own.item) go(to(["items", own.item.key]));
    else if (own.filter) go(to(["items"], { filter: own.filter }));
  };
  if (error) {
    return (
      <div className="page">
        <FailureView error={error} retry={() => void refetch()} />
      </div>
    );
  }
  if (!data) return <Waiting />;
  if (data.total === 0) return <Empty>{t("map.nothing_here")}</Empty>;
  const drawn = data.edges.filter((edge) => edge.points.length > 0).length;
  const between = data.edges.reduce((sum, edge) => sum + edge.count, 0);
  return (
    <div className="around-map">
      <MapPanel
        label={t("map.whole_label")}
        view={data}
        hasLevels={false}
        chosen={chosen}
        onChoose={setChosen}
        onOpen={(box) => open(box.node)}
        isOld={isPlaceholderData}
        question={{ of: "estate", ...request }}
        said={
          <>
            {t("map.relationships", { value: number(between) })}
            {drawn < data.edges.length &&
              ` · ${t("map.lines_drawn", { shown: number(drawn), total: number(data.edges.length) })}`}
          </>
        }
        tools={
          <>
            <SegmentedControl
              aria-label={t("map.lanes")}
              data={[
                { value: "layer", label: t("map.lanes_layer") },
                { value: "tier", label: t("map.lanes_tier") },
              ]}
              value={lanes}
              onChange={(value) => ask({ lanes: value })}
            />
            <Select
              aria-label={t("map.group_by")}
              w={150}
              allowDeselect={false}
              data={choices.map((id) => ({
                value: id,
                label: id === "class" ? t("map.group_class") : attributeName(id),
              }))}
              value={by}
              onChange={(value) => value && ask({ by: value })}
            />
          </>
        }
      />
      {node && <Chosen node={node} view={data} lanes={lanes} by={by} />}
    </div>
  );
}

/** What can be done with a group: open its items, or a map of them alone. */
function Chosen({ node, view, lanes, by }: { node: MapNode; view: MapView; lanes: string; by: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { className } = useModel();
  const sum = (end: "consumer" | "provider") =>
    view.edges.filter((edge) => edge[end] === node.id).reduce((total, edge) => total + edge.count, 0);
  const name = node.item?.name ?? (node.class ? className(node.class) : node.value || t("map.others"));
  // Grouped the same way, a map of one group would be one box.
  const apart = by === "class" ? "site" : "class";
  return (
    <div className="row wrap around-chosen" role="status" aria-label={t("map.chosen")}>
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {node.item && (
        <>
          <Button component="a" variant="default" href={to(["items", node.item.key])}>
            {t("common.open")}
          </Button>
          <Button component="a" variant="default" href={to(["map"], { around: node.item.key })}>
            {t("map.here")}
          </Button>
        </>
      )}
      {typeof node.filter === "string" && (
        <>
          <Button component="a" variant="default" href={to(["items"], { filter: node.filter })}>
            {t("map.open_items", { value: number(node.count) })}
          </Button>
          <Button
            component="a"
            variant="default"
            href={to(["map"], { filter: node.filter, lanes, by: apart })}
          >
            {t("map.map_of_these")}
          </Button>
        </>
      )}
      <span className="dim">
        {t("map.between", { needs: number(sum("consumer")), needed: number(sum("provider")) })}
        {typeof node.inside === "number" && ` · ${t("map.inside", { value: number(node.inside) })}`}
      </span>
    </div>
  );
}
