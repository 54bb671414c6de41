import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NeedLine, Strength } from "@/bindings";
import { placeOfNeed, useStaged } from "./staged";

const STRENGTHS: Strength[] = ["hard", "degrading", "soft", "info"];

/** How many members of a group an item needs: declared here, judged by the estate when it is previewed. */
export function NeedForm({ item, name, need }: { item: string; name: string; need: NeedLine }) {
  const { t } = useTranslation();
  const { edits, stage, unstage } = useStaged();
  const place = placeOfNeed(item, need.name);
  const own = edits.find((edit) => edit.place === place)?.words;
  const said = own?.op === "need" ? own : null;
  const put = (some: { min_up?: string; degraded_below?: string; strength?: Strength | undefined }) => {
    const all = {
      min_up: said?.min_up ?? "",
      degraded_below: said?.degraded_below ?? "",
      strength: said?.strength ?? undefined,
      ...some,
    };
    const terms = {
      ...(all.min_up ? { min_up: all.min_up } : {}),
      ...(all.degraded_below ? { degraded_below: all.degraded_below } : {}),
      ...(all.strength ? { strength: all.strength } : {}),
    };
    if (Object.keys(terms).length === 0) unstage(place);
    else stage({ place, name, words: { op: "need", item, group: need.name, ...terms } });
  };
  return (
    <fieldset className="row wrap need-form" data-staged={said !== null}>
      <legend className="hidden-but-read">{t("relate.needs_edit")}</legend>
      <TextInput
        label={t("relate.min_up")}
        title={t("relate.min_up_hint")}
        placeholder={String(need.k)}
        value={said?.min_up ?? ""}
        onChange={(event) => put({ min_up: event.currentTarget.value.trim() })}
        w={92}
      />
      <TextInput
        label={t("relate.degraded_below")}
        title={t("relate.min_up_hint")}
        placeholder={String(need.q)}
        value={said?.degraded_below ?? ""}
        onChange={(event) => put({ degraded_below: event.currentTarget.value.trim() })}
        w={110}
      />
      <Select
        label={t("item.strength")}
        placeholder={t(`strength.${need.strength}`)}
        data={STRENGTHS.map((value) => ({ value, label: t(`strength.${value}`) }))}
        value={said?.strength ?? null}
        clearable
        onChange={(value) => put({ strength: (value as Strength | null) ?? undefined })}
        w={110}
      />
    </fieldset>
  );
}
