import { useTranslation } from "react-i18next";
import type { Facet, FacetValue } from "@/bindings";
import { ClassIcon, useFieldNames } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { useFormats } from "@/shared/format";
import type { ItemQuery } from "./query";

const FIELDS = ["class", "state", "operation", "tier", "environment", "owner", "site"];
const SHOWN_MAX = 8;

/** Counts of the list by what its items are; a click narrows the list to them. */
export function Facets({ query, onFilter }: { query: ItemQuery; onFilter: (filter: string) => void }) {
  const { t } = useTranslation();
  const { sort: _sort, ...unsorted } = query;
  const { data, isPlaceholderData } = useAsk("item_facets", { ...unsorted, fields: FIELDS }, { keep: true });
  const facets = data?.facets.filter((facet) => facet.values.length > 0) ?? [];
  return (
    <aside className="facets" aria-label={t("items.facets")} data-old={isPlaceholderData}>
      {facets.map((facet) => (
        <FacetList key={facet.field} facet={facet} onFilter={onFilter} />
      ))}
    </aside>
  );
}

/** Values of one field; several of them mean either. The estate says what the filter becomes. */
function FacetList({ facet, onFilter }: { facet: Facet; onFilter: (filter: string) => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { fieldName, valueName } = useFieldNames();
  const counted = facet.values.filter((value) => value.count > 0);
  const shown = counted.slice(0, SHOWN_MAX);
  const rest = counted.slice(SHOWN_MAX);
  const line = (name: string, value: Pick<FacetValue, "count" | "is_set" | "next">, icon?: string) => (
    <li key={name}>
      <button
        type="button"
        aria-pressed={value.is_set === true}
        disabled={typeof value.next !== "string"}
        onClick={() => typeof value.next === "string" && onFilter(value.next)}
      >
        {icon && <ClassIcon id={icon} size={13} />}
        <bdi className="cut grow" title={name}>
          {name}
        </bdi>
        <span className="dim">{number(value.count)}</span>
      </button>
    </li>
  );
  const named = (value: FacetValue) =>
    line(valueName(facet.field, value.value), value, facet.field === "class" ? value.value : undefined);
  return (
    <section>
      <h2>{fieldName(facet.field)}</h2>
      <ul>
        {shown.map(named)}
        {facet.missing > 0 &&
          line(t("items.missing"), {
            count: facet.missing,
            is_set: facet.missing_is_set,
            next: facet.missing_next,
          })}
      </ul>
      {(rest.length > 0 || facet.others > 0) && (
        <details>
          <summary className="dim">
            {t("common.more", { value: number(facet.distinct - shown.length) })}
          </summary>
          <ul>
            {rest.map(named)}
            {facet.others > 0 && line(t("items.other_values"), { count: facet.others })}
          </ul>
        </details>
      )}
    </section>
  );
}
