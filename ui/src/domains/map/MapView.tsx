import "@xyflow/react/dist/base.css";
import "./map.css";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconFocusCentered, IconMinus, IconPlus } from "@tabler/icons-react";
import {
  BaseEdge,
  type Edge,
  type EdgeProps,
  type Node,
  type NodeProps,
  Panel,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { LevelIcon } from "@/shared/Level";
import { Legend } from "./Legend";
import type { MapBox, MapLine, MapPicture } from "./model";

type BoxNode = Node<{ box: MapBox; isDim: boolean; isChosen: boolean }, "box">;
type FlowLine = Edge<{ line: MapLine; isLit: boolean; isDim: boolean }, "flow">;

const Box = memo(function Box({ data }: NodeProps<BoxNode>) {
  const { t } = useTranslation();
  const { box, isDim, isChosen } = data;
  return (
    <div
      className="box"
      data-level={box.level}
      data-context={box.isContext}
      data-root={box.isRoot}
      data-service={box.isService}
      data-group={box.count > 1}
      data-dim={isDim}
      data-chosen={isChosen}
    >
      <span className="box-name cut">
        {box.count > 1 && <span className="box-count">{box.count} ×</span>}
        <bdi>{box.name}</bdi>
      </span>
      <span className="box-foot">
        <span className="box-level">
          <LevelIcon level={box.level} size={11} />
          {t(`level.${box.level}`)}
        </span>
        <span className="cut box-note">{box.note}</span>
      </span>
    </div>
  );
});

const FlowLineView = memo(function FlowLineView({ data, markerEnd, label }: EdgeProps<FlowLine>) {
  if (!data) return null;
  const [start, ...rest] = data.line.points;
  if (!start) return null;
  const path = `M${start[0]},${start[1]}${rest.map(([x, y]) => `L${x},${y}`).join("")}`;
  const middle = data.line.points[Math.floor(data.line.points.length / 2)] ?? start;
  return (
    <BaseEdge
      path={path}
      markerEnd={markerEnd}
      interactionWidth={8}
      className={data.isLit ? "lit" : data.isDim ? "dimmed" : ""}
      {...(data.isLit && label ? { label, labelX: middle[0], labelY: middle[1] } : {})}
    />
  );
});

const NODE_TYPES = { box: Box };
const EDGE_TYPES = { flow: FlowLineView };

export interface MapViewProps {
  label: string;
  picture: MapPicture;
  chosen: string | null;
  onChoose: (id: string) => void;
  onOpen?: (box: MapBox) => void;
  /** Boxes that a filter leaves out: dimmed, never dropped. */
  dimmed?: ReadonlySet<string>;
  /** A small picture without tools. */
  isSmall?: boolean;
}

/** Draws what the estate has laid out: boxes, lines and lanes; pans and zooms, moves nothing. */
export function MapView(props: MapViewProps) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  );
}

function Picture({ label, picture, chosen, onChoose, onOpen, dimmed, isSmall }: MapViewProps) {
  const { t } = useTranslation();
  const nodes = useMemo(() => boxNodes(picture, chosen, dimmed, t), [picture, chosen, dimmed, t]);
  const edges = useMemo(() => flowLines(picture, chosen, dimmed), [picture, chosen, dimmed]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a figure cannot hold the tools of a map.
    <div className="map" role="group" aria-label={label} data-small={isSmall === true}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        nodesFocusable={!isSmall}
        elementsSelectable
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomOnDoubleClick={false}
        preventScrolling={!isSmall}
        zoomOnScroll={!isSmall}
        panOnScroll={false}
        fitView
        fitViewOptions={{ padding: 0.04, maxZoom: 1 }}
        minZoom={0.15}
        maxZoom={2}
        onlyRenderVisibleElements={picture.boxes.length > 150}
        proOptions={{ hideAttribution: true }}
        onNodeClick={(_, node) => onChoose(node.id)}
        onNodeDoubleClick={(_, node) => onOpen?.((node as BoxNode).data.box)}
        onSelectionChange={({ nodes: some }) => {
          const first = some[0];
          if (first && first.id !== chosen) onChoose(first.id);
        }}
      >
        {!isSmall && <Tools />}
        {!isSmall && <Legend />}
      </ReactFlow>
    </div>
  );
}

function Tools() {
  const { t } = useTranslation();
  const flow = useReactFlow();
  const tools = [
    [t("map.zoom_in"), IconPlus, () => void flow.zoomIn()],
    [t("map.zoom_out"), IconMinus, () => void flow.zoomOut()],
    [t("map.fit"), IconFocusCentered, () => void flow.fitView({ padding: 0.04, maxZoom: 1 })],
  ] as const;
  return (
    <Panel position="top-right" className="map-tools">
      {tools.map(([name, Icon, act]) => (
        <Tooltip key={name} label={name} position="left">
          <ActionIcon variant="default" aria-label={name} onClick={act}>
            <Icon size={15} />
          </ActionIcon>
        </Tooltip>
      ))}
    </Panel>
  );
}

function boxNodes(
  picture: MapPicture,
  chosen: string | null,
  dimmed: ReadonlySet<string> | undefined,
  t: ReturnType<typeof useTranslation>["t"],
): BoxNode[] {
  return picture.boxes.map((box) => ({
    id: box.id,
    type: "box",
    position: { x: box.x, y: box.y },
    width: picture.boxWidth,
    height: picture.boxHeight,
    sourcePosition: Position.Top,
    targetPosition: Position.Bottom,
    handles: [
      { type: "source", position: Position.Top, x: picture.boxWidth / 2, y: 0, width: 1, height: 1 },
      {
        type: "target",
        position: Position.Bottom,
        x: picture.boxWidth / 2,
        y: picture.boxHeight,
        width: 1,
        height: 1,
      },
    ],
    selected: box.id === chosen,
    ariaLabel: `${box.count > 1 ? `${box.count} × ` : ""}${box.name}, ${box.note}, ${t(`level.${box.level}`)}`,
    data: { box, isDim: dimmed?.has(box.id) ?? false, isChosen: box.id === chosen },
  }));
}

function flowLines(
  picture: MapPicture,
  chosen: string | null,
  dimmed: ReadonlySet<string> | undefined,
): FlowLine[] {
  return picture.lines.map((line) => {
    const isLit = chosen !== null && (line.consumer === chosen || line.provider === chosen);
    const isDim = (dimmed?.has(line.consumer) || dimmed?.has(line.provider)) ?? false;
    return {
      id: line.id,
      type: "flow",
      source: line.provider,
      target: line.consumer,
      focusable: false,
      selectable: false,
      zIndex: isLit ? 1 : 0,
      label: line.label,
      markerEnd: {
        type: "arrowclosed" as never,
        width: 14,
        height: 14,
        color: isLit ? "var(--focus)" : "var(--line-strong)",
      },
      data: { line, isLit, isDim },
    };
  });
}
