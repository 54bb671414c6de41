import { Button, Textarea, TextInput } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeView } from "@/bindings";
import { OutageLines } from "@/domains/outage";
import { FailureView } from "@/shared/FailureView";
import { Section } from "@/shared/Section";
import { useEditChange } from "./edit";

/** Why it is asked for, how it is tested and undone, and what ISO/IEC 20000-1 wants to be stated. */
export function Discussion({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const [isEditing, setEditing] = useState(false);
  const { change } = view;
  const texts = [
    [t("change.reason"), change.reason],
    [t("change.test_plan"), change.test_plan],
    [t("change.back_out_plan"), change.back_out_plan],
  ] as const;
  const pencil = view.editable && !isEditing && (
    <Button
      variant="default"
      leftSection={<IconPencil size={14} aria-hidden="true" />}
      onClick={() => setEditing(true)}
    >
      {t("change.edit")}
    </Button>
  );
  return (
    <div className="stack">
      <Section title={t("change.request")} actions={pencil}>
        {isEditing ? (
          <Texts view={view} onDone={() => setEditing(false)} />
        ) : (
          <dl className="facts">
            {texts.map(([name, text]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className={text ? "said" : "dim"}>{text || t("common.not_given")}</dd>
              </div>
            ))}
          </dl>
        )}
      </Section>
      {view.outages && (
        <Section title={t("outages.of_change")} count={view.outages.length} flush>
          <p className="dim" style={{ margin: 0, padding: "8px 12px 0" }}>
            {t("outages.of_change_hint")}
          </p>
          <OutageLines outages={view.outages} />
        </Section>
      )}
      <Section title={t("change.statements")}>
        {view.statements.length === 0 && (
          <p className="dim" style={{ margin: 0 }}>
            {t("change.statements_later")}
          </p>
        )}
        {view.statements.map((statement) => (
          <div key={statement.id} className="statement">
            <h3>{statement.title}</h3>
            {statement.own ? (
              <p className="said">{statement.own}</p>
            ) : (
              statement.generated.map((sentence) => (
                <p key={sentence} className="said">
                  {sentence}
                </p>
              ))
            )}
          </div>
        ))}
      </Section>
    </div>
  );
}

function Texts({ view, onDone }: { view: ChangeView; onDone: () => void }) {
  const { t } = useTranslation();
  const { change } = view;
  const [title, setTitle] = useState(change.title);
  const [reason, setReason] = useState(change.reason ?? "");
  const [testPlan, setTestPlan] = useState(change.test_plan ?? "");
  const [backOut, setBackOut] = useState(change.back_out_plan ?? "");
  const { edit, error, isPending } = useEditChange(change.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    edit({ title, reason, test_plan: testPlan, back_out_plan: backOut }, onDone);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label={t("change.title")}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        required
      />
      <Textarea
        label={t("change.reason")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
      />
      <Textarea
        label={t("change.test_plan")}
        value={testPlan}
        onChange={(event) => setTestPlan(event.currentTarget.value)}
        autosize
        minRows={2}
      />
      <Textarea
        label={t("change.back_out_plan")}
        value={backOut}
        onChange={(event) => setBackOut(event.currentTarget.value)}
        autosize
        minRows={2}
      />
      {error && <FailureView error={error} />}
      <div className="row" style={{ justifyContent: "end" }}>
        <Button variant="default" onClick={onDone}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={isPending}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
