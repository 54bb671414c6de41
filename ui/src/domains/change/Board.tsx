import { ActionIcon } from "@mantine/core";
import { IconArrowsExchange2 } from "@tabler/icons-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeLine, ProcessState } from "@/bindings";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { go, to } from "@/shared/route";
import { useCardDrag } from "./drag";
import { type Move, MoveDialog } from "./MoveDialog";
import { Band, StateTag } from "./marks";

interface Column {
  state: ProcessState;
  cards: ChangeLine[];
}

/** Changes by state. Putting a card elsewhere opens the way there, and never goes around what it asks for. */
export function Board({ changes }: { changes: ChangeLine[] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const words = useModel();
  const [move, setMove] = useState<Move | null>(null);
  const columns = useMemo(() => columnsOf(words.model?.policy.states ?? [], changes), [words, changes]);
  const place = useRef<HTMLDivElement>(null);
  const drag = useCardDrag(changes, (change, state) => setMove({ change, to: state }));
  const onKeyDown = (event: KeyboardEvent) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>("[data-card]");
    const own = changes.find(({ id }) => id === card?.dataset.card);
    if (!card || !own || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "m") {
      event.preventDefault();
      setMove({ change: own, to: null });
      return;
    }
    const next = neighbour(columns, own.id, event.key);
    if (next === null) return;
    event.preventDefault();
    place.current?.querySelector<HTMLElement>(`[data-card="${next}"] a`)?.focus();
  };
  return (
    <>
      <p className="dim" style={{ margin: 0 }}>
        {t("board.hint")}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between the links of the cards. */}
      <div className="board" ref={place} onKeyDown={onKeyDown} {...drag.handlers}>
        {columns.map(({ state, cards }) => (
          <section
            key={state.id}
            className="board-column"
            data-state={state.id}
            data-empty={cards.length === 0}
            data-over={drag.over === state.id}
            aria-label={words.changeState(state.id)}
          >
            <h2>
              {words.changeState(state.id)} <span className="dim">{number(cards.length)}</span>
            </h2>
            <ul className="bare">
              {cards.map((change) => (
                <Card
                  key={change.id}
                  change={change}
                  isDragged={drag.dragged === change.id}
                  onMove={() => setMove({ change, to: null })}
                />
              ))}
            </ul>
            {cards.length === 0 && <p className="dim">{t("board.empty_column")}</p>}
          </section>
        ))}
      </div>
      <MoveDialog move={move} onClose={() => setMove(null)} />
    </>
  );
}

/** Returns the columns: every state that is not an end, and the ends that something has reached. */
export function columnsOf(states: ProcessState[], changes: ChangeLine[]): Column[] {
  return states
    .map((state) => ({ state, cards: changes.filter((change) => change.state === state.id) }))
    .filter(({ state, cards }) => !state.final || cards.length > 0);
}

/** Returns the card that an arrow leads to: along its column, or to the nearest column that has cards. */
export function neighbour(columns: Column[], id: string, key: string): string | null {
  const column = columns.findIndex(({ cards }) => cards.some((card) => card.id === id));
  const row = columns[column]?.cards.findIndex((card) => card.id === id) ?? -1;
  if (column < 0 || row < 0) return null;
  if (key === "ArrowDown") return columns[column]?.cards[row + 1]?.id ?? null;
  if (key === "ArrowUp") return columns[column]?.cards[row - 1]?.id ?? null;
  const by = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  if (by === 0) return null;
  for (let next = column + by; columns[next]; next += by) {
    const cards = columns[next]?.cards ?? [];
    const card = cards[Math.min(row, cards.length - 1)];
    if (card) return card.id;
  }
  return null;
}

interface CardProps {
  change: ChangeLine;
  isDragged: boolean;
  onMove: () => void;
}

function Card({ change, isDragged, onMove }: CardProps) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  return (
    <li className="card" data-card={change.id} data-dragged={isDragged}>
      <div className="row">
        <span className="mono dim grow">{change.id}</span>
        <ActionIcon aria-label={t("board.move", { id: change.id })} title="m" onClick={onMove}>
          <IconArrowsExchange2 size={14} />
        </ActionIcon>
      </div>
      <a href={to(["changes", change.id])} draggable={false} onKeyDown={openOnEnter(change.id)}>
        <bdi>{change.title}</bdi>
      </a>
      <div className="row wrap" style={{ gap: 4 }}>
        {change.risk && <Band band={change.risk} />}
        {change.kind !== "normal" && <span className="tag">{t(`change_kind.${change.kind}`)}</span>}
        {change.stale && <StateTag state={change.state} stale />}
      </div>
      {change.window && <span className="dim">{moment(change.window.start)}</span>}
    </li>
  );
}

function openOnEnter(id: string) {
  return (event: KeyboardEvent) => {
    if (event.key === "Enter") go(to(["changes", id]));
  };
}
