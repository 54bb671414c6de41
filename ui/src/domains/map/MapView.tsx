import "@xyflow/react/dist/base.css";
import "./map.css";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconFocusCentered, IconMinus, IconPlus } from "@tabler/icons-react";
import {
  BaseEdge,
  ConnectionMode,
  type Edge,
  type EdgeProps,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Panel,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import { memo, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { MapEdge, MapView as Picture } from "@/bindings";
import { LevelIcon, useLevelWord } from "@/shared/Level";
import { LANE_NAMES, Lanes } from "./Lanes";
import { Legend } from "./Legend";
import type { MapBox } from "./model";
import { hasStayed } from "./places";

type BoxNode = Node<{ box: MapBox; isDim: boolean; isChosen: boolean; isOpen: boolean }, "box">;
type FlowLine = Edge<{ line: MapEdge; isLit: boolean; isDim: boolean; isCounted: boolean }, "flow">;

const Box = memo(function Box({ data }: NodeProps<BoxNode>) {
  const levelWord = useLevelWord();
  const { box, isDim, isChosen, isOpen } = data;
  return (
    <div
      className="box"
      data-level={box.hasLevel ? box.level : undefined}
      data-context={box.isContext}
      data-root={box.isRoot}
      data-service={box.isService}
      data-group={box.node.count > 1}
      data-dim={isDim}
      data-chosen={isChosen}
    >
      <Handle type="source" position={Position.Top} isConnectable={isOpen} />
      <Handle type="target" position={Position.Bottom} isConnectable={isOpen} />
      <span className="box-name cut">
        {box.node.count > 1 && <span className="box-count">{box.node.count} ×</span>}
        <bdi>{box.name}</bdi>
      </span>
      <span className="box-foot">
        {box.hasLevel && (
          <span className="box-level">
            <LevelIcon level={box.level} size={11} />
            {levelWord(box.level)}
          </span>
        )}
        <span className="cut box-note">{box.note}</span>
      </span>
    </div>
  );
});

const FlowLineView = memo(function FlowLineView(props: EdgeProps<FlowLine>) {
  const { data, markerEnd, sourceX, sourceY, targetX, targetY } = props;
  // Lines that are not drawn are, straight, once one of their ends is chosen.
  const straight: [number, number][] = [
    [sourceX, sourceY],
    [targetX, targetY],
  ];
  const isDrawn = (data?.line.points.length ?? 0) > 0;
  const [start, ...rest] = isDrawn ? (data?.line.points ?? []) : straight;
  if (!data || !start || (!isDrawn && !data.isLit)) return null;
  const path = `M${start[0]},${start[1]}${rest.map(([x, y]) => `L${x},${y}`).join("")}`;
  const [to = start, from = start] = [...(isDrawn ? data.line.points : straight)].reverse();
  const count = data.isCounted && {
    label: data.line.count,
    labelX: (from[0] + 2 * to[0]) / 3,
    labelY: (from[1] + 2 * to[1]) / 3,
    labelBgPadding: [2, 1] as [number, number],
  };
  const state = data.isLit ? "lit" : data.isDim ? "dimmed" : data.line.carries ? "carries" : "";
  return (
    <BaseEdge
      {...count}
      path={path}
      markerEnd={markerEnd}
      interactionWidth={0}
      className={`${state} ${data.line.strength}`}
    />
  );
});

const NODE_TYPES = { box: Box };
const EDGE_TYPES = { flow: FlowLineView };
/** Above so many boxes only those in sight are drawn. */
const ALL_DRAWN_MAX = 150;
/** The smallest scale at which names can be read: a picture that is larger than the screen starts with its middle. */
const READABLE = 0.7;

export interface MapViewProps {
  label: string;
  view: Picture;
  boxes: MapBox[];
  chosen: string | null;
  onChoose: (id: string) => void;
  onOpen: (box: MapBox) => void;
  /** Boxes that a search leaves out: dimmed, never dropped. */
  dimmed?: ReadonlySet<string>;
  /** Somebody drew a line from one box to another; absent where nothing is drawn. */
  onConnect?: ((from: string, to: string) => void) | undefined;
  /** A small picture without tools. */
  isSmall?: boolean;
  /** What is dimmed is not drawn at all. */
  isHiding?: boolean;
}

/** Draws what the estate has laid out: boxes and lines; pans and zooms, moves nothing. */
export function MapView(props: MapViewProps) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing(props: MapViewProps) {
  const { label, view, boxes, chosen, onChoose, onOpen, dimmed, onConnect, isSmall, isHiding } = props;
  const levelWord = useLevelWord();
  const flow = useReactFlow();
  const canConnect = onConnect !== undefined;
  const nodes = useMemo(
    () =>
      boxes
        .filter((box) => !isHiding || !dimmed?.has(box.id))
        .map((box) => {
          const isOpen = canConnect && box.node.item !== null && box.node.item !== undefined;
          return boxNode(box, view, { chosen, isDim: dimmed?.has(box.id) ?? false, isOpen }, levelWord);
        }),
    [boxes, view, chosen, dimmed, isHiding, canConnect, levelWord],
  );
  const edges = useMemo(() => {
    const isGone = (id: string) => isHiding === true && (dimmed?.has(id) ?? false);
    const lines = view.edges.filter((line) => !isGone(line.consumer) && !isGone(line.provider));
    // Between groups a line says how many relationships it stands for.
    const isCounted = view.nodes.some((node) => typeof node.filter === "string");
    return lines.map((line) => flowLine(line, chosen, dimmed, isCounted));
  }, [view, chosen, dimmed, isHiding]);
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef<Picture | null>(null);
  useEffect(() => {
    const before = shown.current;
    if (before && (before === view || hasStayed(before, view))) {
      shown.current = view;
      return;
    }
    const frame = requestAnimationFrame(() => {
      shown.current = view;
      const { clientWidth = 0, clientHeight = 0 } = place.current ?? {};
      // A small picture has no names of lanes that would need room.
      const drawn = isSmall ? { ...view, lanes: [] } : view;
      void flow.setViewport(viewportOf(drawn, boxes, clientWidth, clientHeight, isSmall ? 0.1 : READABLE));
    });
    return () => cancelAnimationFrame(frame);
  }, [flow, view, boxes, isSmall]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form.
    <div ref={place} className="map" role="group" aria-label={label} data-small={isSmall === true}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        nodesDraggable={false}
        nodesConnectable={canConnect}
        connectionMode={ConnectionMode.Loose}
        connectionRadius={60}
        onConnect={({ source, target }) => source !== target && onConnect?.(source, target)}
        edgesFocusable={false}
        nodesFocusable={!isSmall}
        elementsSelectable
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomOnDoubleClick={false}
        preventScrolling={!isSmall}
        zoomOnScroll={!isSmall}
        minZoom={0.1}
        maxZoom={2}
        onlyRenderVisibleElements={boxes.length > ALL_DRAWN_MAX}
        proOptions={{ hideAttribution: true }}
        onNodeClick={(_, node) => onChoose(node.id)}
        onNodeDoubleClick={(_, node) => onOpen((node as BoxNode).data.box)}
        onNodesChange={(changes) => {
          for (const change of changes) {
            if (change.type === "select" && change.selected && change.id !== chosen) onChoose(change.id);
          }
        }}
      >
        {!isSmall && view.lanes.length > 0 && <Lanes view={view} />}
        {!isSmall && <Tools />}
        {!isSmall && <Legend />}
      </ReactFlow>
    </div>
  );
}

/** Returns where a picture starts: whole when it can be read whole, else around what the question is about. */
export function viewportOf(
  view: Picture,
  boxes: MapBox[],
  width: number,
  height: number,
  readable: number,
): { x: number; y: number; zoom: number } {
  const margin = 24;
  // Names of lanes stand left of the boxes.
  const left = view.lanes.length > 0 ? LANE_NAMES : 0;
  const whole = Math.min((width - 2 * margin) / (view.width + left), (height - 2 * margin) / view.height, 1);
  const zoom = Math.max(whole, readable);
  const root = boxes.find((box) => box.isRoot);
  const along = (size: number, length: number, middle: number) => {
    const free = size - length * zoom;
    if (free >= 2 * margin) return free / 2;
    return Math.min(margin, Math.max(free - margin, size / 2 - middle * zoom));
  };
  return {
    zoom,
    x:
      left * zoom +
      along(width, view.width + left, left + (root ? root.x + view.node_width / 2 : view.width / 2)),
    y: along(height, view.height, root ? root.y + view.node_height / 2 : 0),
  };
}

function Tools() {
  const { t } = useTranslation();
  const flow = useReactFlow();
  const tools = [
    [t("map.zoom_in"), IconPlus, () => void flow.zoomIn()],
    [t("map.zoom_out"), IconMinus, () => void flow.zoomOut()],
    [t("map.fit"), IconFocusCentered, () => void flow.fitView({ padding: 0.05, maxZoom: 1 })],
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

function boxNode(
  box: MapBox,
  { node_width, node_height }: Picture,
  { chosen, isDim, isOpen }: { chosen: string | null; isDim: boolean; isOpen: boolean },
  levelWord: (level: MapBox["level"]) => string,
): BoxNode {
  const count = box.node.count > 1 ? `${box.node.count} × ` : "";
  const isChosen = box.id === chosen;
  return {
    id: box.id,
    type: "box",
    position: { x: box.x, y: box.y },
    width: node_width,
    height: node_height,
    selected: isChosen,
    ariaLabel: `${count}${box.name}, ${box.note}${box.hasLevel ? `, ${levelWord(box.level)}` : ""}`,
    data: { box, isDim, isChosen, isOpen },
  };
}

function flowLine(
  line: MapEdge,
  chosen: string | null,
  dimmed: ReadonlySet<string> | undefined,
  isCounted: boolean,
): FlowLine {
  const isLit = chosen !== null && (line.consumer === chosen || line.provider === chosen);
  const isDim = (dimmed?.has(line.consumer) || dimmed?.has(line.provider)) ?? false;
  const color = isLit ? "var(--focus)" : line.carries ? "var(--text)" : "var(--line-strong)";
  return {
    id: `${line.provider}>${line.consumer}`,
    type: "flow",
    source: line.provider,
    target: line.consumer,
    focusable: false,
    selectable: false,
    zIndex: isLit ? 1 : 0,
    markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color },
    data: { line, isLit, isDim, isCounted },
  };
}
