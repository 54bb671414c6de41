import { SegmentedControl, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MapView as Picture } from "@/bindings";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { useKeys } from "@/shared/keys";
import { MapView } from "./MapView";
import { boxesOf, type MapBox } from "./model";
import { Outline } from "./Outline";

export interface MapPanelProps {
  label: string;
  view: Picture;
  /** Whether the map says what an outage does. */
  hasLevels: boolean;
  chosen: string | null;
  onChoose: (id: string) => void;
  onOpen: (box: MapBox) => void;
  /** Somebody drew a line from one box to another. */
  onConnect?: ((from: string, to: string) => void) | undefined;
  tools?: ReactNode;
  isOld?: boolean;
}

/** A map with its twin: what is drawn, what is folded and what lies beyond is always said in numbers. */
export function MapPanel({
  label,
  view,
  hasLevels,
  chosen,
  onChoose,
  onOpen,
  onConnect,
  tools,
  isOld,
}: MapPanelProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [form, setForm] = useState<"map" | "outline">("map");
  const [sought, setSought] = useState("");
  const boxes = useBoxes(view, hasLevels);
  const dimmed = useMemo(() => {
    const text = sought.trim().toLocaleLowerCase();
    if (text === "") return undefined;
    const isHit = (box: MapBox) =>
      `${box.name} ${box.note} ${box.node.item?.key ?? ""}`.toLocaleLowerCase().includes(text);
    return new Set(boxes.filter((box) => !isHit(box)).map((box) => box.id));
  }, [boxes, sought]);
  useKeys({ o: () => setForm(form === "map" ? "outline" : "map") });
  const shared = { label, view, boxes, chosen, onChoose, ...(dimmed ? { dimmed } : {}) };
  return (
    <div className="map-panel" data-old={isOld === true}>
      <div className="row wrap map-bar">
        <SegmentedControl
          aria-label={t("shell.key.outline")}
          data={[
            { value: "map", label: t("map.map") },
            { value: "outline", label: t("map.outline") },
          ]}
          value={form}
          onChange={(value) => setForm(value as "map" | "outline")}
        />
        <TextInput
          aria-label={t("map.find")}
          placeholder={t("map.find")}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <span className="grow" />
        {tools}
      </div>
      <div className="map-place">
        {form === "map" ? (
          <MapView {...shared} onOpen={onOpen} onConnect={onConnect} />
        ) : (
          <Outline {...shared} />
        )}
      </div>
      <footer className="map-foot dim" role="status">
        {t("map.shown", { shown: number(view.shown), total: number(view.total) })}
        {view.groups > 0 &&
          ` · ${t("map.folded", { items: number(view.folded), groups: number(view.groups) })}`}
        {view.hidden > 0 && ` · ${t("map.hidden", { value: number(view.hidden) })}`}
        {dimmed && ` · ${t("map.found", { value: number(boxes.length - dimmed.size) })}`}
      </footer>
    </div>
  );
}

export function useBoxes(view: Picture, hasLevels: boolean): MapBox[] {
  const { t } = useTranslation();
  const { className } = useModel();
  return useMemo(() => {
    const spares = (value: number) => t("map.spares", { value });
    return boxesOf(view, hasLevels, { className, several: t("map.several"), spares });
  }, [view, hasLevels, className, t]);
}
