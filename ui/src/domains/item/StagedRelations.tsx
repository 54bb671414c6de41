import { ActionIcon } from "@mantine/core";
import { IconMinus, IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Staged, useSaid, useStaged } from "@/domains/edit";

/** Returns whether a staged edit is about an item. */
export function touches({ words }: Staged, key: string): boolean {
  if (words.op === "connect" || words.op === "disconnect") return words.from === key || words.to === key;
  return "item" in words && words.item === key;
}

/** Relationships of an item that are staged: added or removed, and each can be taken back. */
export function StagedRelations({ item }: { item: string }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { edits, unstage } = useStaged();
  const own = edits.filter(
    (edit) => (edit.words.op === "connect" || edit.words.op === "disconnect") && touches(edit, item),
  );
  if (own.length === 0) return null;
  return (
    <ul className="bare staged-relations" aria-label={t("relate.staged_here")}>
      {own.map((edit) => {
        const kind = edit.words.op === "connect" ? "added" : "removed";
        const Icon = kind === "added" ? IconPlus : IconMinus;
        return (
          <li key={edit.place} className="row" data-kind={kind}>
            <Icon size={14} aria-hidden="true" />
            <bdi className="grow said">{said(edit)}</bdi>
            <ActionIcon
              aria-label={t("relate.unstage", { text: said(edit) })}
              onClick={() => unstage(edit.place)}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        );
      })}
    </ul>
  );
}
