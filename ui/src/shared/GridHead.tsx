import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { GridColumn, GridSort } from "./Grid";

/** One column as it stands on the screen. */
export interface GridPlace<Row> {
  column: GridColumn<Row>;
  size: number;
  resize: (event: unknown) => void;
}

interface GridHeadProps<Row> {
  places: GridPlace<Row>[];
  width: number;
  selectWidth: number;
  sort: GridSort | null | undefined;
  onSort: ((sort: GridSort) => void) | undefined;
}

export function GridHead<Row>({ places, width, selectWidth, sort, onSort }: GridHeadProps<Row>) {
  const { t } = useTranslation();
  const shift = selectWidth > 0 ? 2 : 1;
  return (
    <div className="head" role="row" aria-rowindex={1} style={{ width }}>
      {selectWidth > 0 && (
        <div className="cell" role="columnheader" aria-colindex={1} style={{ width: selectWidth }}>
          <span className="hidden-but-read">{t("grid.select_row")}</span>
        </div>
      )}
      {places.map(({ column, size, resize }, index) => {
        const sorted = sort?.column === column.id ? sort : null;
        const isLast = index === places.length - 1;
        const Arrow = sorted?.descending ? IconArrowDown : IconArrowUp;
        return (
          <div
            key={column.id}
            className={`cell${column.numeric ? " number" : ""}${isLast ? " last" : ""}`}
            role="columnheader"
            aria-colindex={index + shift}
            aria-sort={sorted ? (sorted.descending ? "descending" : "ascending") : undefined}
            style={{ width: size }}
          >
            {column.sortable && onSort ? (
              <button
                type="button"
                onClick={() => onSort({ column: column.id, descending: sorted ? !sorted.descending : false })}
              >
                <span className="cut">{column.title}</span>
                {sorted && <Arrow size={12} aria-hidden="true" />}
              </button>
            ) : (
              <span className="cut">{column.title}</span>
            )}
            {!isLast && (
              <span className="grip" aria-hidden="true" onMouseDown={resize} onTouchStart={resize} />
            )}
          </div>
        );
      })}
    </div>
  );
}
