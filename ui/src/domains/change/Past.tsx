import { useTranslation } from "react-i18next";
import type { ChangeView } from "@/bindings";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { Section } from "@/shared/Section";

/** Everything that happened to a change, newest first. */
export function Past({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const words = useModel();
  return (
    <Section title={t("item.history")} count={view.past.length}>
      <ol className="history">
        {view.past.map((event) => (
          <li key={`${event.at} ${event.what} ${event.to}`}>
            <div className="row wrap" style={{ gap: "2px 8px" }}>
              <time dateTime={event.at}>{moment(event.at)}</time>
              <strong>{event.what}</strong>
              {event.from !== event.to && (
                <span className="dim">
                  {event.from && `${words.changeState(event.from)} → `}
                  {words.changeState(event.to)}
                </span>
              )}
              <bdi className="dim">{event.actor}</bdi>
            </div>
            {event.why && <div className="said">{event.why}</div>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
