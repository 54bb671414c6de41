import { Button, CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ClassIcon, useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { Operation } from "@/shared/Operation";
import { to } from "@/shared/route";
import { useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { Attributes } from "./Attributes";
import { History } from "./History";
import { ItemLink } from "./ItemLink";
import { PlannedValue } from "./Planned";
import { Relations } from "./Relations";

/** One item beside whatever a person looks at: table, map or difference. */
export function Inspector({ item, onClose }: { item: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <aside className="inspector" aria-label={t("items.inspector")}>
      <div className="row inspector-bar">
        <h2 className="grow">{t("items.inspector")}</h2>
        <CloseButton aria-label={t("items.close_inspector")} onClick={onClose} />
      </div>
      {item === null ? (
        <p className="dim inspector-body">{t("items.inspector_hint")}</p>
      ) : (
        <Inspected item={item} />
      )}
    </aside>
  );
}

function Inspected({ item }: { item: string }) {
  const { t } = useTranslation();
  const words = useModel();
  const set = useWorkingSet();
  const { data, error, isPlaceholderData } = useAsk("item", { item, ...set }, { keep: true });
  if (error) return <FailureView error={error} />;
  if (!data) return <Waiting />;
  const { reference } = data;
  return (
    <div className="inspector-body stack" data-old={isPlaceholderData}>
      <div>
        <h3 className="said">
          <bdi>{reference.name}</bdi>
        </h3>
        <p className="row wrap dim" style={{ margin: "4px 0 0" }}>
          <ClassIcon id={reference.class} /> {words.className(reference.class)}
          <span className="mono">{reference.key}</span>
        </p>
      </div>
      <div className="row wrap">
        {data.is_planned && <span className="tag planned-item">{t("item.planned_item")}</span>}
        <PlannedValue data={data} field="state">
          <span className="tag">{words.stateName(data.item.state)}</span>
        </PlannedValue>
        {reference.tier && <span className="tag">{t("common.tier", { tier: reference.tier })}</span>}
        <Operation status={data.item.operation?.status ?? "in_service"} />
      </div>
      <div className="row">
        <Button component="a" variant="default" href={to(["items", reference.key])}>
          {t("common.open")}
        </Button>
        {data.participates && (
          <Button component="a" variant="default" href={to(["impact"], { out: reference.key })}>
            {t("shell.impact")}
          </Button>
        )}
      </div>
      {data.supports.total > 0 && (
        <section>
          <h3>{t("item.supports", { value: data.supports.total })}</h3>
          <ul className="bare">
            {data.supports.items.slice(0, 8).map((service) => (
              <li key={service.id}>
                <ItemLink item={service} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t("item.attributes")}</h3>
        <Attributes data={data} isShort />
      </section>
      <section>
        <h3>{t("item.relations")}</h3>
        <Relations groups={data.relations} isShort />
      </section>
      <section>
        <h3>{t("item.history")}</h3>
        <History lines={data.history.slice(0, 5)} total={data.history_total} />
      </section>
    </div>
  );
}
