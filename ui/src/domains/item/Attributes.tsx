import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemDetails } from "@/bindings";
import { PurgeDialog } from "@/domains/care";
import { useFieldNames } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { PlannedValue } from "./Planned";
import { ValueActs } from "./ValueActs";

interface AttributesProps {
  data: ItemDetails;
  isShort?: boolean;
  /** What is done with a value for good is done with the estate as it is. */
  isLive?: boolean;
}

/** The attributes of an item that have a value, need one, or get another; the empty ones are counted on a whole page. */
export function Attributes({ data, isShort = false, isLive = false }: AttributesProps) {
  const { t } = useTranslation();
  const [purged, setPurged] = useState<string | null>(null);
  const { number } = useFormats();
  const { fieldName, attributeValue } = useFieldNames();
  const isShown = ({ id, text, required }: ItemDetails["attributes"][number]) =>
    text !== "" || data.planned?.[id] !== undefined || (required && !isShort);
  const filled = data.attributes.filter(isShown);
  const empty = data.attributes.filter((attribute) => !isShown(attribute));
  return (
    <>
      {filled.length === 0 && <p className="dim">{t("item.no_attributes")}</p>}
      <dl className="facts">
        {filled.map((attribute) => (
          <div key={attribute.id} data-planned={data.planned?.[attribute.id] !== undefined}>
            <dt>{fieldName(attribute.id)}</dt>
            <dd className="said">
              <PlannedValue data={data} field={attribute.id}>
                {attributeValue(attribute.id, attribute.text) || (
                  <span className="level" data-level="at_risk" title={t("item.required")}>
                    {t("item.missing")}
                  </span>
                )}
                {attribute.text && attribute.definition?.unit && (
                  <span className="dim"> {attribute.definition.unit}</span>
                )}
              </PlannedValue>
              {isLive && attribute.text !== "" && (
                <ValueActs name={fieldName(attribute.id)} onPurge={() => setPurged(attribute.id)} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {empty.length > 0 && !isShort && (
        <details style={{ marginTop: 8 }}>
          <summary className="dim">{t("item.empty_attributes", { value: number(empty.length) })}</summary>
          <p className="dim">{empty.map((attribute) => fieldName(attribute.id)).join(" · ")}</p>
        </details>
      )}
      {isLive && (
        <PurgeDialog
          item={data.item.key}
          name={data.item.name}
          field={purged}
          onClose={() => setPurged(null)}
        />
      )}
    </>
  );
}
