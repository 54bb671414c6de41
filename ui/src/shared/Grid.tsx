import { Checkbox } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
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
      aria-colcount={headers.length + (props.onSelect ? 1 : 0)}
      aria-multiselectable={props.onSelect ? true : undefined}
      aria-activedescendant={
        total > 0 && lines.some((line) => line.index === active) ? `${id}-${active}` : undefined
      }
      aria-busy={props.isOld === true}
      data-old={props.isOld === true}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="head" role="row" aria-rowindex={1} style={{ width }}>
        {props.onSelect && (
          <div className="cell" role="columnheader" aria-colindex={1} style={{ width: selectWidth }}>
            <span className="hidden-but-read">{t("grid.select_row")}</span>
          </div>
        )}
        {headers.map((header, index) => {
          const column = byId.get(header.column.id);
          const sorted = props.sort?.column === header.column.id ? props.sort : null;
          const isLast = index === headers.length - 1;
          return (
            <div
              key={header.id}
              className={`cell${column?.numeric ? " number" : ""}${isLast ? " last" : ""}`}
              role="columnheader"
              aria-colindex={index + 1 + (props.onSelect ? 1 : 0)}
              aria-sort={sorted ? (sorted.descending ? "descending" : "ascending") : undefined}
              style={{ width: header.getSize() }}
            >
              {column?.sortable && props.onSort ? (
                <button
                  type="button"
                  onClick={() =>
                    props.onSort?.({
                      column: header.column.id,
                      descending: sorted ? !sorted.descending : false,
                    })
                  }
                >
                  <span className="cut">{column.title}</span>
                  {sorted &&
                    (sorted.descending ? (
                      <IconArrowDown size={12} aria-hidden="true" />
                    ) : (
                      <IconArrowUp size={12} aria-hidden="true" />
                    ))}
                </button>
              ) : (
                <span className="cut">{column?.title}</span>
              )}
              {!isLast && (
                <span
                  className="grip"
                  aria-hidden="true"
                  onMouseDown={header.getResizeHandler()}
                  onTouchStart={header.getResizeHandler()}
                />
              )}
            </div>
          );
        })}
      </div>
      <div className="lines" role="rowgroup" style={{ height: virtual.getTotalSize(), width }}>
        {lines.map((line) => {
          const row = props.rowAt(line.index);
          const rowId = row === undefined ? null : props.rowId(row);
          const isSelected = rowId !== null && (props.selected?.has(rowId) ?? false);
          return (
            <div
              key={line.key}
              id={`${id}-${line.index}`}
              className="line"
              role="row"
              aria-rowindex={line.index + 2}
              aria-selected={props.onSelect ? isSelected : undefined}
              data-active={line.index === active}
              style={{ height, width, transform: `translateY(${line.start}px)` }}
              onClick={() => {
                onActive(line.index);
                scroller.current?.focus({ preventScroll: true });
              }}
              onDoubleClick={() => row !== undefined && props.onOpen(row)}
            >
              {props.onSelect && (
                <div className="cell" role="gridcell" aria-colindex={1} style={{ width: selectWidth }}>
                  {row !== undefined && (
                    <Checkbox
                      tabIndex={-1}
                      aria-label={t("grid.select_row")}
                      checked={isSelected}
                      onChange={() => props.onSelect?.(row)}
                    />
                  )}
                </div>
              )}
              {headers.map((header, index) => {
                const column = byId.get(header.column.id);
                const isLast = index === headers.length - 1;
                return (
                  <div
                    key={header.id}
                    className={`cell${column?.numeric ? " number" : ""}${isLast ? " last" : ""}`}
                    role="gridcell"
                    aria-colindex={index + 1 + (props.onSelect ? 1 : 0)}
                    style={{ width: header.getSize() }}
                  >
                    {row === undefined ? <span className="coming" /> : column?.cell(row)}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
