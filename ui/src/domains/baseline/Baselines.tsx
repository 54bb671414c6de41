import { Button, TextInput } from "@mantine/core";
import { IconBookmarkPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BaselineCounts, BaselineLine, SealedBy } from "@/bindings";
import { useAct, useAsk } from "@/shared/ask";
import { Dialog, Form } from "@/shared/Dialog";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { Reason } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { useKeys } from "@/shared/keys";
import { go, to, useRoute } from "@/shared/route";
import { useSettings } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { Words } from "@/shared/Words";

const BY: SealedBy[] = ["people", "changes"];

interface Asked {
  text: string;
  by: SealedBy | null;
}

/** Names for moments of the estate; each can be looked at and compared. */
export function Baselines() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [isNew, setNew] = useState(false);
  const { query } = useRoute();
  const asked: Asked = {
    text: query.get("text") ?? "",
    by: BY.find((own) => own === query.get("by")) ?? null,
  };
  const request = { ...(asked.text ? { text: asked.text } : {}), ...(asked.by ? { by: asked.by } : {}) };
  const { data, error, refetch, isPlaceholderData } = useAsk("baselines", request, { keep: true });
  if (error) {
    return (
      <div className="page">
        <FailureView error={error} retry={() => void refetch()} />
      </div>
    );
  }
  if (!data) return <Waiting />;
  const create = (
    <Button leftSection={<IconBookmarkPlus size={14} aria-hidden="true" />} onClick={() => setNew(true)}>
      {t("baseline.create")}
    </Button>
  );
  return (
    <div className="page">
      <header className="page-head">
        <h1>
          {t("shell.baselines")} <span className="dim">· {number(data.baselines.length)}</span>
        </h1>
        <Button component="a" variant="default" href={to(["baselines", "compare"])}>
          {t("baseline.compare_any")}
        </Button>
        {data.counts.total > 0 && create}
      </header>
      {data.counts.total === 0 ? (
        <Empty action={create}>{t("baseline.none")}</Empty>
      ) : (
        <>
          <Narrow asked={asked} counts={data.counts} />
          {data.baselines.length === 0 ? (
            <Empty action={<Button onClick={() => go(to(["baselines"]), true)}>{t("common.reset")}</Button>}>
              {t("baseline.none_such")}
            </Empty>
          ) : (
            <div data-old={isPlaceholderData}>
              <Lines baselines={data.baselines} />
            </div>
          )}
        </>
      )}
      <Dialog opened={isNew} onClose={() => setNew(false)} title={t("baseline.create")}>
        <Create onDone={() => setNew(false)} />
      </Dialog>
    </div>
  );
}

/** Which of the baselines are shown; the address remembers it. */
function Narrow({ asked, counts }: { asked: Asked; counts: BaselineCounts }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [field, setField] = useState<HTMLInputElement | null>(null);
  useKeys({ "/": () => field?.focus() });
  const address = (some: Partial<Asked>) => to(["baselines"], { ...asked, ...some });
  const all = counts.people + counts.changes;
  return (
    <search className="row wrap" style={{ alignItems: "end" }} aria-label={t("baseline.narrow")}>
      <Words
        key={asked.text}
        label={t("baseline.words")}
        placeholder={t("baseline.words_hint")}
        text={asked.text}
        onText={(text) => go(address({ text }), true)}
        hold={setField}
        width={260}
      />
      <nav className="row wrap" style={{ minHeight: 30 }} aria-label={t("baseline.by")}>
        <a className="tag" href={address({ by: null })} aria-current={asked.by === null ? "page" : undefined}>
          {t("baseline.by_all")} <strong>{number(all)}</strong>
        </a>
        {BY.map((by) => (
          <a
            key={by}
            className="tag"
            href={address({ by })}
            aria-current={asked.by === by ? "page" : undefined}
          >
            {t(`baseline.by_${by}`)} <strong>{number(counts[by])}</strong>
          </a>
        ))}
      </nav>
      {(asked.text !== "" || asked.by !== null) && (
        <Button variant="subtle" color="gray" onClick={() => go(to(["baselines"]), true)}>
          {t("common.reset")}
        </Button>
      )}
    </search>
  );
}

function Lines({ baselines }: { baselines: BaselineLine[] }) {
  const { t } = useTranslation();
  const { number, moment } = useFormats();
  const set = useSettings((settings) => settings.set);
  return (
    <section className="panel scroll-x" aria-label={t("shell.baselines")}>
      <table className="plain">
        <thead>
          <tr>
            <th>{t("field.name")}</th>
            <th className="number">{t("baseline.record")}</th>
            <th>{t("baseline.recorded")}</th>
            <th className="number">{t("baseline.since")}</th>
            <th>{t("baseline.created_by")}</th>
            <th>{t("common.reason")}</th>
            <th>
              <span className="hidden-but-read">{t("change.more_acts")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {baselines.map((baseline) => (
            <tr key={baseline.name}>
              <td>
                <strong>
                  <bdi>{baseline.name}</bdi>
                </strong>
              </td>
              <td className="number">{number(baseline.seq)}</td>
              <td style={{ whiteSpace: "nowrap" }}>{moment(baseline.recorded_at)}</td>
              <td className="number">{number(baseline.records_since)}</td>
              <td>
                <bdi>{baseline.created?.actor}</bdi>
              </td>
              <td className="said">
                {baseline.created?.change && (
                  <>
                    <a href={to(["changes", baseline.created.change])}>{baseline.created.change}</a>{" "}
                  </>
                )}
                <bdi>{baseline.created?.said ?? baseline.created?.reason}</bdi>
              </td>
              <td style={{ whiteSpace: "nowrap", textAlign: "end" }}>
                <Button
                  variant="subtle"
                  onClick={() => set({ workingSet: { kind: "baseline", name: baseline.name } })}
                >
                  {t("baseline.look")}
                </Button>
                <Button
                  component="a"
                  variant="subtle"
                  href={to(["baselines", "compare"], { from: baseline.name })}
                >
                  {t("baseline.compare")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Create({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const { mutate, error, isPending } = useAct("baseline_create");
  return (
    <Form
      onSubmit={() => mutate({ name, reason }, { onSuccess: onDone })}
      error={error}
      isPending={isPending}
      isReady={name.trim() !== ""}
      act={t("baseline.create")}
    >
      <TextInput
        label={t("field.name")}
        description={t("baseline.marks_newest")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        data-autofocus
      />
      <Reason value={reason} onChange={setReason} />
    </Form>
  );
}
