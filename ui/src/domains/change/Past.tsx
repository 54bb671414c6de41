import { useTranslation } from "react-i18next";
import type { ChangeView } from "@/bindings";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { Section } from "@/shared/Section";
import { useHappened } from "./happened";

/** Everything that happened to a change, newest first. */
export function Past({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const words = useModel();
  const happened = useHappened();
  return (
    <Section title={t("item.history")} count={view.change.history.length}>
      <ol className="history">
        {[...view.change.history].reverse().map((event) => (
          <li key={`${event.at} ${event.what} ${event.to}`}>
            <div className="row wrap" style={{ gap: "2px 8px" }}>
              <time dateTime={event.at}>{moment(event.at)}</time>
              <strong>{happened.what(event)}</strong>
              {event.from !== event.to && (
                <span className="dim">
                  {event.from && `${words.changeState(event.from)} → `}
                  {words.changeState(event.to)}
                </span>
              )}
              <bdi className="dim">{event.actor}</bdi>
            </div>
            {event.reason && <div className="said">{happened.why(event)}</div>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
