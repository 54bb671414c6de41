import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { isolated } from "./isolate";
import { topics } from "./words";

/** The languages of the product, as both the webview and the contract name them. */
export const LANGUAGES = ["en", "zh-HK", "zh-CN"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language says its own name. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  "zh-HK": "繁體中文（香港）",
  "zh-CN": "简体中文",
};

type Topics = typeof topics;
type English = { [K in keyof Topics]: Topics[K]["en"] };
/** The words may be any; only the keys are typed. */
type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: Words<English> };
  }
}

function wordsOf(language: Language): Record<string, unknown> {
  return Object.fromEntries(Object.entries(topics).map(([name, topic]) => [name, topic[language]]));
}

export const resources = Object.fromEntries(
  LANGUAGES.map((language) => [language, { translation: wordsOf(language) }]),
);

void i18next.use(initReactI18next).init({
  resources,
  lng: "en",
  fallbackLng: "en",
  // React escapes; what is kept apart here is the direction of what people wrote.
  interpolation: { escapeValue: true, escape: isolated },
  returnNull: false,
});

export { i18next };
