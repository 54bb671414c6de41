import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconLayoutSidebar, IconLayoutSidebarRight } from "@tabler/icons-react";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemCells } from "@/bindings";
import { BulkEdit } from "@/domains/edit";
import { GroupIcon, type ModelWords, useModel } from "@/domains/model";
import { useFetch } from "@/shared/ask";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Grid, type GridColumn } from "@/shared/Grid";
import { useKeys } from "@/shared/keys";
import { OperationMark } from "@/shared/Operation";
import { go, to } from "@/shared/route";
import { useSettings } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { useWindows } from "./explorer";
import { Facets } from "./Facets";
import { FilterBar } from "./FilterBar";
import { Inspector } from "./Inspector";
import "./item.css";
import { useFieldNames } from "@/domains/model";
import { useAsked, useSorter } from "./query";
import { Toolbar } from "./Toolbar";

const WIDTHS: Record<string, number> = {
  name: 260,
  key: 110,
  class: 160,
  state: 110,
  operation: 130,
  tier: 64,
};
/** How many items may go out together when they are picked one by one. */
const OUT_MAX = 100;
/** How many items may be selected one by one: as many as one window brings. Above, the question stands for them. */
const SELECT_MAX = 500;

/** Finds items: a question, counts, a table of any length, and one item beside it. */
export function Explorer() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { asked, query, sort, ask } = useAsked();
  const settings = useSettings();
  const windows = useWindows(query, settings.columns);
  const columns = useColumns(windows.columns);
  const isNarrow = useMediaQuery("(max-width: 700px)");
  const [isOver, setOver] = useState(false);
  // On a narrow screen counts lie over the table, and only when somebody asks for them.
  const areFacetsOpen = isNarrow ? isOver : settings.facetsOpen;
  const toggleFacets = () =>
    isNarrow ? setOver(!isOver) : settings.set({ facetsOpen: !settings.facetsOpen });
  const [active, setActive] = useState(0);
  const [selected, setSelected] = useState<Selection>(new Map());
  // Everything that the question selects, however much it is: no list of it is held here.
  const [isAll, setAll] = useState(false);
  const fetch = useFetch();
  const question = JSON.stringify(query);
  // Another question: what was chosen among its answers is no longer in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is the reason.
  useEffect(() => {
    setActive(0);
    setSelected(new Map());
    setAll(false);
  }, [question]);
  const current = windows.rowAt(active);
  const select = useCallback((row: ItemCells) => {
    setAll(false);
    setSelected((before) => flipped(before, row));
  }, []);
  const impact = () => {
    if (isAll) return;
    const keys = selected.size > 0 ? [...selected.keys()] : current ? [current.key] : [];
    if (keys.length > 0 && keys.length <= OUT_MAX) go(to(["impact"], { out: keys.join(",") }));
  };
  useKeys({ i: impact });
  const total = windows.total ?? 0;
  const keys = useMemo(() => (isAll ? EVERY : new Set(selected.keys())), [selected, isAll]);
  const clear = () => {
    setAll(false);
    setSelected(new Map());
  };
  const selectAll = async () => {
    if (total > SELECT_MAX) {
      setSelected(new Map());
      setAll(true);
      return;
    }
    const { rows } = await fetch("items", { ...query, limit: SELECT_MAX });
    setSelected(new Map(rows.map((row) => [row.key, row.name])));
  };
  const onSort = useSorter(ask);
  const isFiltered = asked.filter !== "" || asked.text !== "" || asked.record !== "";
  return (
    <div className="explorer">
      <header className="page-head explorer-head">
        <h1>
          {t("items.title")}
          {windows.total !== null && (
            <span className="dim" role="status">
              {" "}
              · {number(total)}
            </span>
          )}
        </h1>
        <Toolbar total={total} />
      </header>
      <div className="explorer-filter row">
        <Toggle
          name={areFacetsOpen ? t("items.counts_hide") : t("items.counts_show")}
          icon={IconLayoutSidebar}
          isOn={areFacetsOpen}
          onToggle={toggleFacets}
        />
        <FilterBar asked={asked} query={query} ask={ask} />
        <Toggle
          name={t("items.inspector")}
          icon={IconLayoutSidebarRight}
          isOn={settings.inspectorOpen}
          onToggle={() => settings.set({ inspectorOpen: !settings.inspectorOpen })}
        />
      </div>
      <div className="explorer-body">
        {areFacetsOpen && <Facets query={query} onFilter={(filter) => ask({ filter })} />}
        <div className="explorer-table">
          {windows.error !== null ? (
            <div style={{ padding: 16 }}>
              <FailureView error={windows.error} retry={windows.retry} />
            </div>
          ) : windows.total === null ? (
            <Waiting />
          ) : total === 0 ? (
            <Nothing isFiltered={isFiltered} onReset={() => ask({ filter: "", text: "", record: "" })} />
          ) : (
            <Grid<ItemCells>
              label={t("items.title")}
              question={question}
              columns={columns}
              shown={settings.columns}
              total={total}
              rowAt={windows.rowAt}
              rowId={(row) => row.key}
              onRange={windows.onRange}
              active={active}
              onActive={setActive}
              selected={keys}
              onSelect={select}
              onOpen={(row) => go(to(["items", row.key]))}
              onInspect={() => settings.set({ inspectorOpen: !settings.inspectorOpen })}
              sort={sort}
              onSort={onSort}
              isOld={windows.isOld}
            />
          )}
          {(isAll || selected.size > 0) && (
            <footer className="explorer-foot" role="status">
              <strong>
                {isAll
                  ? t("items.all_selected", { value: number(total) })
                  : t("items.selected", { value: number(selected.size) })}
              </strong>
              {!isAll && selected.size < total && (
                <Button variant="subtle" onClick={() => void selectAll()}>
                  {t("items.select_all", { value: number(total) })}
                </Button>
              )}
              {settings.workingSet.kind !== "baseline" && (
                <BulkEdit {...(isAll ? { query, count: total } : { items: selected })} />
              )}
              <Button variant="default" onClick={impact} disabled={isAll || selected.size > OUT_MAX}>
                {t("items.impact_of")}
              </Button>
              {(isAll || selected.size > OUT_MAX) && <span className="dim">{t("items.impact_limit")}</span>}
              <Button variant="subtle" color="gray" onClick={clear}>
                {t("items.clear")}
              </Button>
            </footer>
          )}
        </div>
        {settings.inspectorOpen && (
          <Inspector item={current?.key ?? null} onClose={() => settings.set({ inspectorOpen: false })} />
        )}
      </div>
    </div>
  );
}

/** Holds whatever it is asked for: everything is selected. */
const EVERY: ReadonlySet<string> = new (class extends Set<string> {
  override has(): boolean {
    return true;
  }
})();

/** What is selected: the name of each item by its key. */
type Selection = ReadonlyMap<string, string>;

function flipped(before: Selection, row: ItemCells): Selection {
  const after = new Map(before);
  if (!after.delete(row.key)) after.set(row.key, row.name);
  return after;
}

function Nothing({ isFiltered, onReset }: { isFiltered: boolean; onReset: () => void }) {
  const { t } = useTranslation();
  if (isFiltered) {
    return <Empty action={<Button onClick={onReset}>{t("common.reset")}</Button>}>{t("items.none")}</Empty>;
  }
  const door = (
    <Button component="a" href={to(["import"])}>
      {t("items.import")}
    </Button>
  );
  return <Empty action={door}>{t("items.none_at_all")}</Empty>;
}

interface ToggleProps {
  name: string;
  icon: typeof IconLayoutSidebar;
  isOn: boolean;
  onToggle: () => void;
}

function Toggle({ name, icon: Icon, isOn, onToggle }: ToggleProps) {
  return (
    <Tooltip label={name}>
      <ActionIcon
        aria-label={name}
        aria-pressed={isOn}
        variant={isOn ? "light" : "subtle"}
        onClick={onToggle}
      >
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Every column that may be shown: the fields of every item, and whatever attributes the model has. */
function useColumns(given: string[]): GridColumn<ItemCells>[] {
  const words = useModel();
  const { fieldName, valueName, attributeValue } = useFieldNames();
  const { moment } = useFormats();
  const say = useMemo(
    () => ({ words, valueName, attributeValue, moment }),
    [words, valueName, attributeValue, moment],
  );
  const shown = useSettings((settings) => settings.columns);
  return useMemo(
    () =>
      shown.map((id): GridColumn<ItemCells> => {
        const type = words.attribute(id)?.type;
        return {
          id,
          title: fieldName(id),
          width: WIDTHS[id] ?? 140,
          numeric: type === "integer" || type === "decimal",
          sortable: true,
          cell: (row) => cellOf(id, row, row.cells[given.indexOf(id)] ?? "", say),
        };
      }),
    [shown, given, words, fieldName, say],
  );
}

interface Say {
  words: ModelWords;
  valueName: (field: string, value: string) => string;
  attributeValue: (id: string, value: string) => string;
  moment: (value: string) => string;
}

/** What stands in a cell. No hook is in it: a thousand cells are drawn while somebody scrolls. */
function cellOf(
  id: string,
  row: ItemCells,
  text: string,
  { words, valueName, attributeValue, moment }: Say,
): ReactNode {
  switch (id) {
    case "name":
      return (
        <span className="row cut" style={{ gap: 6 }}>
          <GroupIcon group={words.groupOf(row.class)} name={words.className(row.class)} />
          <bdi className="cut" title={row.name}>
            {row.name}
          </bdi>
        </span>
      );
    case "key":
      return <span className="mono cut">{row.key}</span>;
    case "operation":
      return <OperationMark status={row.operation} word={valueName("operation", row.operation)} />;
    case "verified_at":
      return <span className="cut">{text && moment(text)}</span>;
    case "class":
    case "state":
      return <span className="cut">{valueName(id, text)}</span>;
    default: {
      const said = attributeValue(id, text);
      return (
        <bdi className="cut" title={said}>
          {said}
        </bdi>
      );
    }
  }
}
