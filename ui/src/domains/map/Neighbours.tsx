import { useTranslation } from "react-i18next";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { go, to } from "@/shared/route";
import { useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { useBoxes } from "./MapPanel";
import { MapView } from "./MapView";

const BOXES_MAX = 24;

/** What is right around one item, as a small picture. */
export function Neighbours({ item }: { item: string }) {
  const set = useWorkingSet();
  const { data, error } = useAsk("map", { ...set, roots: [item], up: 1, down: 1, boxes: BOXES_MAX });
  if (error) return <FailureView error={error} />;
  return data ? <Small view={data} /> : <Waiting />;
}

function Small({ view }: { view: Parameters<typeof useBoxes>[0] }) {
  const { t } = useTranslation();
  const boxes = useBoxes(view, false);
  const open = (id: string) => {
    const item = boxes.find((box) => box.id === id)?.node.item;
    if (item) go(to(["items", item.key]));
  };
  return (
    <div style={{ height: 240 }}>
      <MapView
        label={t("map.neighbours")}
        view={view}
        boxes={boxes}
        chosen={null}
        onChoose={open}
        onOpen={(box) => open(box.id)}
        isSmall
      />
    </div>
  );
}
