import { Button } from "@mantine/core";
import { IconLockOpen2, IconLockX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeDeed, ChangeLine, ChangeOutcome, ChangeView, WaySaid } from "@/bindings";
import { useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { Dialog } from "@/shared/Dialog";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Waiting } from "@/shared/Waiting";
import { ActForm } from "./ActForm";
import { useTell } from "./tell";

export interface Move {
  change: ChangeLine;
  /** The state to which somebody wants it; any when it is open yet. */
  to: string | null;
}

/** The ways out of a state, or the one that leads where a card was put: with what each still asks for. */
export function MoveDialog({ move, onClose }: { move: Move | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={move !== null}
      onClose={onClose}
      size="lg"
      title={move && <bdi>{t("board.move_title", { id: move.change.id, title: move.change.title })}</bdi>}
    >
      {move && <Ways key={`${move.change.id} ${move.to}`} move={move} onClose={onClose} />}
    </Dialog>
  );
}

function Ways({ move, onClose }: { move: Move; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useModel();
  const tell = useTell();
  const [act, setAct] = useState<ChangeDeed | null>(null);
  const { data, error } = useAsk("change", { change: move.change.id });
  if (error) return <FailureView error={error} />;
  if (!data) return <Waiting />;
  const done = (outcome: ChangeOutcome) => {
    tell(outcome);
    onClose();
  };
  const from = words.changeState(data.change.state);
  const wanted = data.ways.filter((way) => way.to === move.to);
  const ways = wanted.length > 0 ? wanted : data.ways;
  const chosen = act ?? onlyActOf(wanted);
  return (
    <div className="stack">
      {data.ways.length === 0 && <p>{t("board.no_ways", { from })}</p>}
      {move.to !== null && wanted.length === 0 && ways.length > 0 && (
        <p style={{ margin: 0 }}>{t("board.no_way", { from, to: words.changeState(move.to) })}</p>
      )}
      <ul className="bare">
        {ways.map((way) => (
          <Way key={way.transition} way={way} isChosen={chosen !== null} onAct={setAct} />
        ))}
      </ul>
      {chosen && <ActForm act={chosen} view={data as ChangeView} onDone={done} />}
    </div>
  );
}

/** Returns the act of the only way that may be taken; null when there are several, or none. */
function onlyActOf(ways: WaySaid[]): ChangeDeed | null {
  const [way, ...others] = ways;
  return (others.length === 0 && way?.deed) || null;
}

interface WayProps {
  way: WaySaid;
  isChosen: boolean;
  onAct: (act: ChangeDeed) => void;
}

function Way({ way, isChosen, onAct }: WayProps) {
  const { t } = useTranslation();
  const words = useModel();
  const { sentence } = useFormats();
  const Icon = way.open ? IconLockOpen2 : IconLockX;
  return (
    <li className="way-out">
      <div className="row wrap">
        <Icon size={15} aria-hidden="true" />
        <strong>{way.label}</strong>
        <span className="dim grow">{t("board.to_state", { state: words.changeState(way.to) })}</span>
        {way.deed && !isChosen && (
          <Button variant="default" onClick={() => way.deed && onAct(way.deed)}>
            {t("board.go_on", { act: t(`act.${way.deed}`) })}
          </Button>
        )}
      </div>
      {way.unmet.length > 0 && (
        <>
          <span className="dim">{t("board.not_yet")}</span>
          <ul className="unmet">
            {way.unmet.map((reason) => (
              <li key={reason}>{sentence(reason)}</li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
}
