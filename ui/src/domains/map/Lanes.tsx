import { useViewport, ViewportPortal } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import type { MapView } from "@/bindings";
import { useModel } from "@/domains/model";

/** How much room the names of lanes take left of the boxes. */
export const LANE_NAMES = 120;
const PADDING = 20;
/** Bands go on where the boxes end. */
const BEYOND = 4000;

/** The bands of a map, each with its name, which stays at the left of the screen in one size. */
export function Lanes({ view }: { view: MapView }) {
  const laneName = useLaneName();
  const { x, zoom } = useViewport();
  const left = (8 - x) / zoom;
  return (
    <ViewportPortal>
      {view.lanes.map((lane, place) => (
        <div
          key={lane.id}
          className="lane"
          data-odd={place % 2 === 1}
          style={{
            transform: `translate(${-BEYOND}px, ${lane.y - PADDING}px)`,
            width: view.width + 2 * BEYOND,
            height: lane.height + 2 * PADDING,
          }}
        >
          <span
            className="lane-name"
            style={{ transform: `translateX(${left + BEYOND}px) scale(${1 / zoom})` }}
          >
            {laneName(lane.id)}
          </span>
        </div>
      ))}
    </ViewportPortal>
  );
}

/** Returns how a lane is called: a type, or a tier. */
export function useLaneName(): (id: string) => string {
  const { t } = useTranslation();
  const { className } = useModel();
  return (id) => {
    if (id === "") return t("map.others");
    if (!id.startsWith("tier:")) return className(id);
    const tier = id.slice("tier:".length);
    return tier === "" ? t("map.no_tier") : t("map.tier", { tier });
  };
}
