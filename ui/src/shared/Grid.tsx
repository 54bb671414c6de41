import {
  type ColumnDef,
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import "./grid.css";
import { GridHead, type GridPlace } from "./GridHead";
import { GridLine } from "./GridLine";
import { isTyping, useKeys } from "./keys";
import { useSettings } from "./settings";

const FEATURES = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  columnResizingFeature,
});
/** The rows are not the table's: they come in windows. It keeps the columns. */
const NO_ROWS: object[] = [];

export interface GridColumn<Row> {
  id: string;
  title: string;
  width: number;
  numeric?: boolean;
  sortable?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface GridSort {
  column: string;
  descending: boolean;
}

export interface GridProps<Row> {
  label: string;
  /** What the rows answer: another one is read from its beginning. */
  question: string;
  columns: GridColumn<Row>[];
  /** The ids of the columns that are shown, in their order. */
  shown: string[];
  total: number;
  rowAt: (index: number) => Row | undefined;
  rowId: (row: Row) => string;
  onRange: (first: number, last: number) => void;
  active: number;
  onActive: (index: number) => void;
  selected?: ReadonlySet<string>;
  onSelect?: (row: Row) => void;
  onOpen: (row: Row) => void;
  onInspect?: (row: Row) => void;
  sort?: GridSort | null;
  onSort?: (sort: GridSort) => void;
  /** The rows are of the question before; the new ones are on their way. */
  isOld?: boolean;
}

const HEAD = 30;

/** A table of any length: only the rows in sight are drawn; one row is active and the keyboard moves it. */
export function Grid<Row>(props: GridProps<Row>) {
  const { columns, shown, total, active, onActive, onRange } = props;
  const { t } = useTranslation();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const height = useSettings((settings) => (settings.density === "dense" ? 28 : 36));
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: 0,
    initialRect: { width: 1000, height: 600 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height is another measure.
  useEffect(() => virtual.measure(), [height]);

  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof FEATURES, object> => ({ id: column.id, size: column.width, minSize: 56 }),
      ),
    [columns],
  );
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const visibility = useMemo(
    () => Object.fromEntries(columns.map((column) => [column.id, shown.includes(column.id)])),
    [columns, shown],
  );
  const table = useTable({
    features: FEATURES,
    columns: definitions,
    data: NO_ROWS,
    columnResizeMode: "onChange",
    state: { columnVisibility: visibility, columnOrder: shown },
  });
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const selectWidth = props.onSelect ? 36 : 0;
  const width = headers.reduce((sum, header) => sum + header.getSize(), selectWidth);
  const sizes = headers.map((header) => header.getSize()).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: headers are new each time; columns and sizes say what changed.
  const places = useMemo(
    () =>
      headers.flatMap((header): GridPlace<Row>[] => {
        const column = byId.get(header.column.id);
        return column ? [{ column, size: header.getSize(), resize: header.getResizeHandler() }] : [];
      }),
    [byId, shown, sizes],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its first row.
  useEffect(() => virtual.scrollToOffset(0), [props.question]);

  const lines = virtual.getVirtualItems();
  const first = lines[0]?.index ?? 0;
  const last = lines[lines.length - 1]?.index ?? 0;
  useEffect(() => onRange(first, last), [first, last, onRange]);

  const move = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    if (total === 0) return;
    onActive(next);
    virtual.scrollToIndex(next, { align: "auto" });
  };
  const pageRows = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 600) - HEAD) / height) - 1);
  const onRow = (act?: (row: Row) => void) => {
    const row = props.rowAt(active);
    if (row !== undefined) act?.(row);
  };
  // The lines are handed the same three acts at every drawing, or all would be drawn anew.
  const latest = useRef(props);
  latest.current = props;
  const acts = useMemo(
    () => ({
      active: (index: number) => {
        latest.current.onActive(index);
        scroller.current?.focus({ preventScroll: true });
      },
      select: (row: Row) => latest.current.onSelect?.(row),
      open: (row: Row) => latest.current.onOpen(row),
    }),
    [],
  );
  const local = new Map<string, () => void>([
    ["ArrowDown", () => move(active + 1)],
    ["ArrowUp", () => move(active - 1)],
    ["PageDown", () => move(active + pageRows)],
    ["PageUp", () => move(active - pageRows)],
    ["Home", () => move(0)],
    ["End", () => move(total - 1)],
    ["Enter", () => onRow(props.onOpen)],
    [" ", () => onRow(props.onInspect)],
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current || isTyping(event.nativeEvent)) return;
    const act = local.get(event.key);
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  const step = (rows: number) => {
    scroller.current?.focus({ preventScroll: true });
    move(active + rows);
  };
  useKeys({ j: () => step(1), k: () => step(-1), x: () => onRow(props.onSelect) });

  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-colcount={places.length + (props.onSelect ? 1 : 0)}
      aria-multiselectable={props.onSelect ? true : undefined}
      aria-activedescendant={
        total > 0 && lines.some((line) => line.index === active) ? `${id}-${active}` : undefined
      }
      aria-busy={props.isOld === true}
      data-old={props.isOld === true}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <GridHead
        places={places}
        width={width}
        selectWidth={selectWidth}
        sort={props.sort}
        onSort={props.onSort}
      />
      <div className="lines" role="rowgroup" style={{ height: virtual.getTotalSize(), width }}>
        {lines.map((line) => {
          const row = props.rowAt(line.index);
          return (
            <GridLine<Row>
              key={line.key}
              id={`${id}-${line.index}`}
              index={line.index}
              start={line.start}
              height={height}
              width={width}
              selectWidth={selectWidth}
              selectLabel={t("grid.select_row")}
              places={places}
              row={row}
              isActive={line.index === active}
              isSelected={row !== undefined && (props.selected?.has(props.rowId(row)) ?? false)}
              onActive={acts.active}
              onSelect={acts.select}
              onOpen={acts.open}
            />
          );
        })}
      </div>
    </div>
  );
}
