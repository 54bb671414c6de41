import { memo } from "react";
import type { GridPlace } from "./GridHead";

export interface GridLineProps<Row> {
  id: string;
  index: number;
  start: number;
  height: number;
  width: number;
  selectWidth: number;
  selectLabel: string;
  places: GridPlace<Row>[];
  row: Row | undefined;
  isActive: boolean;
  isSelected: boolean;
  onActive: (index: number) => void;
  onSelect: (row: Row) => void;
  onOpen: (row: Row) => void;
}

/** A row that is in sight. It is drawn anew only when something of it changed: scrolling draws the new ones alone. */
function Line<Row>(props: GridLineProps<Row>) {
  const { index, places, row, selectWidth } = props;
  const shift = selectWidth > 0 ? 2 : 1;
  return (
    <div
      id={props.id}
      className="line"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selectWidth > 0 ? props.isSelected : undefined}
      data-active={props.isActive}
      style={{ height: props.height, width: props.width, transform: `translateY(${props.start}px)` }}
      onClick={() => props.onActive(index)}
      onDoubleClick={() => row !== undefined && props.onOpen(row)}
    >
      {selectWidth > 0 && (
        <div className="cell" role="gridcell" aria-colindex={1} style={{ width: selectWidth }}>
          {row !== undefined && (
            <input
              type="checkbox"
              className="tick"
              tabIndex={-1}
              aria-label={props.selectLabel}
              checked={props.isSelected}
              onChange={() => props.onSelect(row)}
            />
          )}
        </div>
      )}
      {places.map(({ column, size }, place) => (
        <div
          key={column.id}
          className={`cell${column.numeric ? " number" : ""}${place === places.length - 1 ? " last" : ""}`}
          role="gridcell"
          aria-colindex={place + shift}
          style={{ width: size }}
        >
          {row === undefined ? <span className="coming" /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}

export const GridLine = memo(Line) as typeof Line;
