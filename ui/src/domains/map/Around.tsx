import { Button, NumberInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConnectDialog, type End } from "@/domains/edit";
import { namesIn, useTellAbout } from "@/shared/about";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useKeys } from "@/shared/keys";
import { go, to, useRoute } from "@/shared/route";
import { useSettings, useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { AroundChosen } from "./AroundChosen";
import { EstateMap } from "./EstateMap";
import { MapPanel } from "./MapPanel";
import { usePlaces } from "./places";

const DEPTH_MAX = 12;
const BOXES = 150;

function depthOf(text: string | null): number {
  const depth = Number(text ?? 2);
  return Number.isInteger(depth) && depth >= 0 && depth <= DEPTH_MAX ? depth : 2;
}

export interface AroundProps {
  /** Finds an item to start from. */
  picker: ReactNode;
  /** Finds the other end of a relationship. */
  otherEnd: (onPick: (key: string) => void) => ReactNode;
}

/** What is around items, as far up and down as somebody says; relationships are drawn here. */
export function Around({ picker, otherEnd }: AroundProps) {
  const { t } = useTranslation();
  const { query } = useRoute();
  const around = query.get("around") ?? "";
  const roots = around.split(",").filter(Boolean);
  const up = depthOf(query.get("up"));
  const down = depthOf(query.get("down"));
  const set = useWorkingSet();
  const [expand, setExpand] = useState<string[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const places = usePlaces(JSON.stringify([set, around, up, down]));
  const request = { ...set, roots, up, down, boxes: BOXES, expand, placed: places.placed };
  const { data, error, isPlaceholderData } = useAsk("map", request, {
    enabled: roots.length > 0,
    keep: true,
  });
  const isWritable = useSettings((settings) => settings.workingSet.kind !== "baseline");
  const [drawn, setDrawn] = useState<{ from: End; to: End | null } | null>(null);
  const itemOf = (id: string) => data?.nodes.find((own) => own.id === id)?.item ?? null;
  const draw = (from: string, to: string | null) => {
    const [first, last] = [itemOf(from), to === null ? null : itemOf(to)];
    if (first) setDrawn({ from: first, to: last });
  };
  const node = data?.nodes.find((own) => own.id === chosen) ?? null;
  const deepen = (some: { up?: number; down?: number }) =>
    go(to(["map"], { around, up, down, ...some }), true);
  const takeApart = (group: string) => {
    if (data) places.keep(data);
    setExpand((before) => [...before, group]);
  };
  useKeys({
    "[": () => deepen({ up: Math.max(0, up - 1), down: Math.max(0, down - 1) }),
    "]": () => deepen({ up: Math.min(DEPTH_MAX, up + 1), down: Math.min(DEPTH_MAX, down + 1) }),
    c: () => node?.item && isWritable && draw(node.id, null),
    e: () => node && !node.item && takeApart(node.id),
  });
  const names = data?.nodes.filter((own) => own.part === "root").map((own) => own.item?.name ?? "") ?? [];
  useTellAbout(roots.length > 0 && !isPlaceholderData ? names : []);
  const filter = query.get("filter") ?? "";
  const whole = filter ? t("map.whole_of", { filter }) : t("map.whole");
  const title =
    roots.length === 0 ? whole : t("map.around", { names: namesIn(names.length > 0 ? names : roots) });
  const depth = (name: "up" | "down", value: number) => (
    <NumberInput
      aria-label={t(`map.${name}`)}
      title={t(`map.${name}`)}
      value={value}
      min={0}
      max={DEPTH_MAX}
      w={72}
      leftSection={name === "up" ? "↑" : "↓"}
      onChange={(next) => typeof next === "number" && deepen({ [name]: next })}
    />
  );
  return (
    <div className="around">
      <header className="page-head around-head">
        <h1>{title}</h1>
        {(roots.length > 0 || filter !== "") && (
          <Button component="a" variant="default" href={to(["map"])}>
            {t("map.whole")}
          </Button>
        )}
        <div style={{ width: 280 }}>{picker}</div>
      </header>
      {error && (
        <div className="page">
          <FailureView error={error} />
        </div>
      )}
      {roots.length === 0 && <EstateMap />}
      {roots.length > 0 && !data && !error && <Waiting />}
      {data && !error && roots.length > 0 && (
        <div className="around-map" data-tour="map">
          <MapPanel
            label={t("map.around", { names: names.join(", ") })}
            view={data}
            hasLevels={false}
            chosen={chosen}
            onChoose={setChosen}
            onOpen={(box) => (box.node.item ? go(to(["items", box.node.item.key])) : takeApart(box.node.id))}
            onConnect={isWritable ? draw : undefined}
            isOld={isPlaceholderData}
            question={{ of: "around", ...request }}
            places={places}
            tools={
              <>
                {depth("up", up)}
                {depth("down", down)}
              </>
            }
          />
          {node && (
            <AroundChosen
              node={node}
              onExpand={takeApart}
              {...(isWritable ? { onConnect: () => draw(node.id, null) } : {})}
            />
          )}
        </div>
      )}
      <ConnectDialog
        from={drawn?.from ?? null}
        to={drawn?.to ?? null}
        picker={otherEnd}
        onClose={() => setDrawn(null)}
      />
    </div>
  );
}
