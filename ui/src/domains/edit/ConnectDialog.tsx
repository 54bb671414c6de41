import { Button, Radio, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConnectChoice } from "@/bindings";
import { useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { Dialog } from "@/shared/Dialog";
import { FailureView } from "@/shared/FailureView";
import { useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { placeOfRelation, useStaged } from "./staged";

export interface End {
  key: string;
  name: string;
}

export interface ConnectDialogProps {
  /** The item that somebody starts from; null while no relationship is drawn. */
  from: End | null;
  /** The other item, when it is known already. */
  to?: End | null;
  /** Finds the other item. */
  picker: (onPick: (key: string) => void) => ReactNode;
  onClose: () => void;
}

/** Relates two items: offers only the types that the model allows, and stages the chosen one. */
export function ConnectDialog({ from, to, picker, onClose }: ConnectDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={from !== null}
      onClose={onClose}
      title={<bdi>{t("relate.connect_title", { name: from?.name ?? "" })}</bdi>}
      size="lg"
    >
      {from && (
        <Choose
          key={`${from.key} ${to?.key}`}
          from={from}
          to={to ?? null}
          picker={picker}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function idOf(choice: ConnectChoice): string {
  return `${choice.type}${choice.reversed ? " reversed" : ""}`;
}

function Choose({ from, to, picker, onClose }: ConnectDialogProps & { from: End }) {
  const { t } = useTranslation();
  const words = useModel();
  const set = useWorkingSet();
  const { stage, preview } = useStaged();
  const [picked, setPicked] = useState<string | null>(to?.key ?? null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [label, setLabel] = useState("");
  const other = useAsk("item", { item: picked ?? "", ...set }, { enabled: picked !== null });
  const { data, error } = useAsk(
    "connect_choices",
    { ...set, from: from.key, to: picked ?? "" },
    { enabled: picked !== null },
  );
  const name = other.data?.item.name ?? (picked === to?.key ? to?.name : undefined) ?? picked ?? "";
  const choices = data?.choices ?? [];
  const choice = choices.find((own) => idOf(own) === chosen);
  const put = (isLast: boolean) => {
    if (!choice || !picked) return;
    const [first, last] = choice.reversed ? [picked, from.key] : [from.key, picked];
    const words = {
      op: "connect" as const,
      from: first,
      type: choice.type,
      to: last,
      ...(label.trim() ? { label: label.trim() } : {}),
    };
    stage({ place: placeOfRelation(first, choice.type, last, label.trim()), name: from.name, words });
    onClose();
    if (isLast) preview(true);
  };
  const sentence = (own: ConnectChoice) => {
    const [first, last] = own.reversed ? [name, from.name] : [from.name, name];
    return (
      <>
        <bdi>{first}</bdi> <strong>{words.relationName(own.type, "outgoing")}</strong> <bdi>{last}</bdi>
      </>
    );
  };
  return (
    <div className="stack">
      {picked === null ? (
        picker(setPicked)
      ) : (
        <p className="row" style={{ margin: 0 }}>
          <span className="dim">{t("relate.other_chosen")}</span>
          <strong className="grow cut">
            <bdi>{name}</bdi> <span className="mono dim">{picked}</span>
          </strong>
          <Button variant="subtle" onClick={() => setPicked(null)}>
            {t("relate.choose_other")}
          </Button>
        </p>
      )}
      {error && <FailureView error={error} />}
      {picked !== null && !data && !error && <Waiting />}
      {data && choices.length === 0 && <p>{t("relate.none")}</p>}
      {choices.length > 0 && (
        <Radio.Group label={t("relate.type")} value={chosen} onChange={setChosen}>
          <div className="stack" style={{ gap: 6, marginTop: 6 }}>
            {choices.map((own) => (
              <Radio
                key={idOf(own)}
                value={idOf(own)}
                label={sentence(own)}
                description={own.present ? t("relate.present") : t(`strength.${own.strength}`)}
              />
            ))}
          </div>
        </Radio.Group>
      )}
      {choice && (
        <TextInput
          label={t("relate.label")}
          description={t("relate.label_hint")}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
      )}
      <div className="row" style={{ justifyContent: "end" }}>
        <Button variant="default" disabled={!choice} onClick={() => put(false)}>
          {t("relate.stage")}
        </Button>
        <Button disabled={!choice} onClick={() => put(true)}>
          {t("relate.look")}
        </Button>
      </div>
    </div>
  );
}
