import { Button, Checkbox, SegmentedControl, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MapQuestion, MapView as Picture } from "@/bindings";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { useKeys } from "@/shared/keys";
import { MapExport } from "./MapExport";
import { MapView } from "./MapView";
import { boxesOf, type MapBox } from "./model";
import { Outline } from "./Outline";
import type { Places } from "./places";

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
  /** What the map answers, to be written as a file. */
  question?: MapQuestion;
  /** What stays in its place, where the map can be taken apart. */
  places?: Places;
  /** What else is said in the footer. */
  said?: ReactNode;
  isOld?: boolean;
}

/** A map with its twin: what is drawn, what is folded and what lies beyond is always said in numbers. */
export function MapPanel(props: MapPanelProps) {
  const {
    label,
    view,
    hasLevels,
    chosen,
    onChoose,
    onOpen,
    onConnect,
    tools,
    question,
    places,
    said,
    isOld,
  } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const [form, setForm] = useState<"map" | "outline">("map");
  const [sought, setSought] = useState("");
  const [isHiding, setHiding] = useState(false);
  const boxes = useBoxes(view, hasLevels);
  const dimmed = useMemo(() => {
    const text = sought.trim().toLocaleLowerCase();
    if (text === "") return undefined;
    const isHit = (box: MapBox) =>
      `${box.name} ${box.note} ${box.node.item?.key ?? ""}`.toLocaleLowerCase().includes(text);
    // What the map is about is never filtered out.
    return new Set(boxes.filter((box) => !box.isRoot && !isHit(box)).map((box) => box.id));
  }, [boxes, sought]);
  useKeys({ o: () => setForm(form === "map" ? "outline" : "map") });
  const shared = { label, view, boxes, chosen, onChoose, ...(dimmed ? { dimmed } : {}) };
  const isGrouped = view.shown === 0 && view.groups > 0;
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
        {dimmed && (
          <Checkbox
            label={t("map.hide")}
            checked={isHiding}
            onChange={(event) => setHiding(event.currentTarget.checked)}
          />
        )}
        <span className="grow" />
        {tools}
        {places?.relayout && (
          <Button variant="default" onClick={() => places.relayout?.(view)}>
            {t("map.relayout")}
          </Button>
        )}
        {places?.undo && (
          <Button variant="default" onClick={places.undo}>
            {t("map.relayout_undo")}
          </Button>
        )}
        {question && <MapExport question={question} />}
      </div>
      <div className="map-place">
        {form === "map" ? (
          <MapView {...shared} isHiding={isHiding} onOpen={onOpen} onConnect={onConnect} />
        ) : (
          <Outline {...shared} />
        )}
      </div>
      <footer className="map-foot dim" role="status">
        {isGrouped
          ? t("map.grouped", { items: number(view.folded), groups: number(view.groups) })
          : t("map.shown", { shown: number(view.shown), total: number(view.total) })}
        {!isGrouped &&
          view.groups > 0 &&
          ` · ${t("map.folded", { items: number(view.folded), groups: number(view.groups) })}`}
        {view.hidden > 0 && ` · ${t("map.hidden", { value: number(view.hidden) })}`}
        {said && <> · {said}</>}
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
    const naming = {
      className,
      several: t("map.several"),
      spares,
      others: t("map.others"),
      none: t("map.no_value"),
    };
    return boxesOf(view, hasLevels, naming);
  }, [view, hasLevels, className, t]);
}
