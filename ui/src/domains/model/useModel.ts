import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AttributeDefinition, ClassView, Label, Model } from "@/bindings";
import { useAsk } from "@/shared/ask";

/** The words of the estate's own model, in the language of the screen; an unknown id is its own word. */
export interface ModelWords {
  model: Model | undefined;
  classOf(id: string): ClassView | undefined;
  attribute(id: string): AttributeDefinition | undefined;
  /** What the icon and the lane of a class go by. */
  groupOf(id: string): string;
  className(id: string): string;
  stateName(id: string): string;
  attributeName(id: string): string;
  relationName(id: string, direction: "outgoing" | "incoming"): string;
  changeState(id: string): string;
  bandName(id: string): string;
  roleName(id: string): string;
}

export function wordOf(label: Label | undefined, language: string, id: string): string {
  if (!label) return id;
  return label[language as keyof Label] || label.en || id;
}

export function useModel(): ModelWords {
  const { data: model } = useAsk("model", {});
  const { language } = useTranslation().i18n;
  return useMemo(() => wordsOf(model, language), [model, language]);
}

function wordsOf(model: Model | undefined, language: string): ModelWords {
  const index = <T extends { id: string }>(all: T[] | undefined) => new Map(all?.map((one) => [one.id, one]));
  const classes = index(model?.classes);
  const attributes = index(model?.attributes);
  const types = index(model?.relationship_types);
  const states = index(model?.states);
  const changeStates = index(model?.policy.states);
  const bands = index(model?.policy.bands);
  const roles = index(model?.policy.roles);
  const word = (label: Label | undefined, id: string) => wordOf(label, language, id);
  return {
    model,
    classOf: (id) => classes.get(id),
    attribute: (id) => attributes.get(id),
    groupOf: (id) => classes.get(id)?.group ?? id,
    className: (id) => word(classes.get(id)?.label, id),
    stateName: (id) => word(states.get(id)?.label, id),
    attributeName: (id) => word(attributes.get(id)?.label, id),
    relationName: (id, direction) => {
      const type = types.get(id);
      return word(direction === "outgoing" ? type?.label : type?.inverse, id);
    },
    changeState: (id) => word(changeStates.get(id)?.label, id),
    bandName: (id) => word(bands.get(id)?.label, id),
    roleName: (id) => word(roles.get(id)?.label, id),
  };
}
