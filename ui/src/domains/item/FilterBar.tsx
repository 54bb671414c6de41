import { Button, CloseButton, Popover, TextInput } from "@mantine/core";
import { IconFilterPlus, IconSearch, IconX } from "@tabler/icons-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "@/shared/keys";
import { joined, termsOf, without } from "./filter";
import type { Asked } from "./query";

/** Words that must occur, and the terms that are set, each of which can be taken away. */
export function FilterBar({ asked, ask }: { asked: Asked; ask: (some: Partial<Asked>) => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => field.current?.focus() });
  const terms = termsOf(asked.filter);
  return (
    <search className="filter-bar" aria-label={t("items.filter")}>
      <Words field={field} text={asked.text} onText={(text) => ask({ text })} />
      {terms.map((term) => (
        <span key={term} className="tag chip">
          <bdi className="cut">{term}</bdi>
          <button
            type="button"
            aria-label={t("items.remove_term", { term })}
            onClick={() => ask({ filter: without(asked.filter, term) })}
          >
            <IconX size={12} aria-hidden="true" />
          </button>
        </span>
      ))}
      <AddTerm onAdd={(term) => ask({ filter: joined([...terms, term]) })} />
      {(asked.filter || asked.text) && (
        <Button variant="subtle" color="gray" onClick={() => ask({ filter: "", text: "" })}>
          {t("common.reset")}
        </Button>
      )}
    </search>
  );
}

interface WordsProps {
  field: React.RefObject<HTMLInputElement | null>;
  text: string;
  onText: (text: string) => void;
}

/** Asks a moment after the last key; while a word is being composed it waits for its end. */
function Words({ field, text, onText }: WordsProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const [isComposing, setComposing] = useState(false);
  const said = useRef(text);
  const tell = useRef(onText);
  tell.current = onText;
  useEffect(() => {
    if (text !== said.current) {
      said.current = text;
      setTyped(text);
    }
  }, [text]);
  useEffect(() => {
    if (isComposing || typed === said.current) return;
    const timer = setTimeout(() => {
      said.current = typed;
      tell.current(typed);
    }, 80);
    return () => clearTimeout(timer);
  }, [typed, isComposing]);
  return (
    <TextInput
      ref={field}
      className="filter-words"
      aria-label={t("items.filter")}
      placeholder={t("items.filter")}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSection={
        typed ? (
          <CloseButton size="xs" aria-label={t("common.reset")} onClick={() => setTyped("")} />
        ) : (
          <kbd>/</kbd>
        )
      }
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}

function AddTerm({ onAdd }: { onAdd: (term: string) => void }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [term, setTerm] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (term.trim() === "") return;
    onAdd(term.trim());
    setTerm("");
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} width={340} trapFocus returnFocus position="bottom-start">
      <Popover.Target>
        <Button
          variant="subtle"
          leftSection={<IconFilterPlus size={14} aria-hidden="true" />}
          onClick={() => setOpen(!isOpen)}
        >
          {t("items.add")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} className="stack">
          <TextInput
            label={t("items.add_filter")}
            description={t("items.add_filter_hint")}
            value={term}
            onChange={(event) => setTerm(event.currentTarget.value)}
            data-autofocus
          />
          <Button type="submit">{t("items.add")}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
