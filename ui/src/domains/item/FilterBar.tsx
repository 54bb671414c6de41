import { Button, CloseButton, Popover, TextInput } from "@mantine/core";
import { IconFilterPlus, IconSearch, IconX } from "@tabler/icons-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TermSaid } from "@/bindings";
import { useAsk } from "@/shared/ask";
import { useFormats } from "@/shared/format";
import { useKeys } from "@/shared/keys";
import type { Asked, ItemQuery } from "./query";

interface FilterBarProps {
  asked: Asked;
  query: ItemQuery;
  ask: (some: Partial<Asked>) => void;
}

/** Words that must occur, and the terms that are set, each of which can be taken away. */
export function FilterBar({ asked, query, ask }: FilterBarProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const field = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => field.current?.focus() });
  const terms = useTerms(asked.filter, query);
  return (
    <search className="filter-bar" aria-label={t("items.filter")}>
      <Words field={field} text={asked.text} onText={(text) => ask({ text })} />
      {asked.record && (
        <Chip
          label={t("items.of_record", { seq: number(Number(asked.record)) })}
          onRemove={() => ask({ record: "" })}
        />
      )}
      {terms.map(({ text, label, without }) => (
        <Chip key={text} label={label} title={text} onRemove={() => ask({ filter: without })} />
      ))}
      <AddTerm onAdd={(term) => ask({ filter: `${asked.filter} ${term}`.trim() })} />
      {(asked.filter || asked.text || asked.record) && (
        <Button variant="subtle" color="gray" onClick={() => ask({ filter: "", text: "", record: "" })}>
          {t("common.reset")}
        </Button>
      )}
    </search>
  );
}

interface ChipProps {
  label: string;
  /** As it stands in the filter. */
  title?: string;
  onRemove: () => void;
}

/** Something that narrows the list, and can be taken away. */
function Chip({ label, title, onRemove }: ChipProps) {
  const { t } = useTranslation();
  return (
    <span className="tag chip" title={title}>
      <bdi className="cut">{label}</bdi>
      <button type="button" aria-label={t("items.remove_term", { term: label })} onClick={onRemove}>
        <IconX size={12} aria-hidden="true" />
      </button>
    </span>
  );
}

/** The terms of a filter in words; one that cannot be read is one term, which can be taken away. */
function useTerms(filter: string, query: ItemQuery): TermSaid[] {
  const { sort: _sort, ...unsorted } = query;
  const isSet = filter !== "";
  const { data, error } = useAsk("item_facets", { ...unsorted, fields: [] }, { keep: true, enabled: isSet });
  if (!isSet) return [];
  return error || !data ? [{ text: filter, label: filter, without: "" }] : data.terms;
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
